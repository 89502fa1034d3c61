package io.tidemark.watchdog;

/** Takes what a watchdog has to tell. */
interface Journal {

  /** How the job gets on, when that is another verdict than before. */
  void verdict(Judgement judgement, History seen);

  /**
   * What the watchdog does.
   *
   * @param action one word: take-over, start, stop, kill, wait, end
   * @param reason in words
   */
  void action(String action, String reason);
}
