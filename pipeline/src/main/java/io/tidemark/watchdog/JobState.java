package io.tidemark.watchdog;

/**
 * What the machine or the cluster says of a job.
 *
 * @param life whether it lives
 * @param exitCode with which it ended; 0 unless {@code life} is {@link Life#ENDED}
 */
record JobState(Life life, int exitCode) {
  enum Life {
    /** It runs. */
    LIVES,
    /** It ran, and ended with an exit code. */
    ENDED,
    /** It is not there, and nobody knows how it ended, or whether it has started yet. */
    GONE,
    /** It cannot be asked. */
    UNKNOWN
  }

  private static final int UNREACHABLE = 3;

  static final JobState LIVES = new JobState(Life.LIVES, 0);
  static final JobState GONE = new JobState(Life.GONE, 0);
  static final JobState UNKNOWN = new JobState(Life.UNKNOWN, 0);

  static JobState ended(int exitCode) {
    return new JobState(Life.ENDED, exitCode);
  }

  /** Whether it ended because a store or the network could not be reached, as commands say it. */
  boolean unreachable() {
    return life == Life.ENDED && exitCode == UNREACHABLE;
  }

  boolean over() {
    return life == Life.ENDED || life == Life.GONE;
  }
}
