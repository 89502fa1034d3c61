package io.tidemark.watchdog;

/** How a job gets on. */
public enum Verdict {
  /** It lives and has nothing to do. */
  IDLE,

  /** It lives and gets on with what there is to do; or it has just been started. */
  WORKING,

  /** It is there, but does not get on: there is work and nothing comes of it. */
  STALLED,

  /** It is not there any more. */
  DEAD,

  /** It cannot be told: the index, or the job, cannot be asked. */
  UNKNOWN
}
