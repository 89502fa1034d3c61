package io.tidemark.watchdog;

/**
 * A verdict on a job.
 *
 * @param verdict how it gets on
 * @param failed whether something has to be done about it
 * @param reason in words
 */
record Judgement(Verdict verdict, boolean failed, String reason) {

  static Judgement fine(Verdict verdict, String reason) {
    return new Judgement(verdict, false, reason);
  }

  static Judgement failed(Verdict verdict, String reason) {
    return new Judgement(verdict, true, reason);
  }
}
