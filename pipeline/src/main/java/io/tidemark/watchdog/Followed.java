package io.tidemark.watchdog;

import org.jspecify.annotations.Nullable;

/**
 * Which run is that of the job: others may work on the same index, and what they show is not a sign
 * of life of this one.
 *
 * @param given id that the job was started with; null when it is not known
 * @param taken whether the job is sure to have taken it
 * @param earlier whether the run was there before it was watched: what it did then is not known
 * @param before id of a run that was there before the job was started; null when there was none
 * @param seen id of the run that is followed, once it was heard of; null until then
 */
record Followed(
    @Nullable String given,
    boolean taken,
    boolean earlier,
    @Nullable String before,
    @Nullable String seen) {

  /** The run of a job that was found, with the id it was started with, if that is known. */
  static Followed found(@Nullable String given, boolean taken) {
    return new Followed(given, taken && given != null, true, null, null);
  }

  /** Whether this is the id of the run. */
  boolean is(@Nullable String run) {
    return run != null && run.equals(seen == null ? given : seen);
  }

  /**
   * After a new heartbeat of some run. The first that is new is taken to be that of a job which
   * need not take the id it is given, and is kept to, unless that id turns up after all.
   */
  Followed hearing(String run) {
    boolean mine = run.equals(given) || (!taken && seen == null && !run.equals(before));
    return mine && !run.equals(seen) ? new Followed(given, taken, earlier, before, run) : this;
  }

  /** Id of the run; null when it is not known. */
  @Nullable String run() {
    return seen == null && taken ? given : seen;
  }
}
