package io.tidemark.watchdog;

import org.jspecify.annotations.Nullable;

/**
 * The end of a job that is not to be started again.
 *
 * @param exitCode of the watchdog
 * @param reason in words
 * @param kill whether the job is still there, and must be ended
 */
record Ending(int exitCode, String reason, boolean kill) {
  /** The job failed once too often. */
  static final int FAULT = 1;

  /**
   * The exit code of a job whose options are wrong: starting it again does not help. One that has
   * worked with them has met something else.
   */
  private static final int USAGE = 2;

  static final String STOPPED =
      "it has stopped with all it found committed, and nobody else ends it";

  /**
   * The end that is seen, or null for none.
   *
   * @param endsByItself whether the job ends when all it found is committed
   */
  static @Nullable Ending of(
      History seen, JobState state, Judgement judgement, boolean endsByItself) {
    boolean ended = state.life() == JobState.Life.ENDED;
    if (ended && state.exitCode() == 0) {
      return new Ending(0, "the job is done", false);
    }
    if (ended && state.exitCode() == USAGE && !seen.worked()) {
      return new Ending(
          USAGE, "the job refuses its options: starting it again does not help", false);
    }
    boolean stopping = seen.stoppingSince() != null;
    boolean unknown = state.life() == JobState.Life.GONE; // With what it ended.
    if (state.over() && (seen.stopped() || (stopping && unknown))) {
      return new Ending(0, "the job was asked to stop, and did", false);
    }
    if (state.over() && stopping) {
      return new Ending(
          FAULT, "the job was asked to stop, and failed: " + judgement.reason(), false);
    }
    if (seen.stopped() && !endsByItself) {
      return new Ending(0, STOPPED, true);
    }
    return stopping && judgement.failed() && judgement.verdict() == Verdict.STALLED
        ? new Ending(FAULT, "it does not stop as it was asked to", true)
        : null;
  }
}
