package io.tidemark.changes.watch;

import java.time.Instant;

/**
 * What polls saw of an open partition, or of a group of late objects. Instants are the clock's, for
 * people; the milliseconds are on the poller's own time line, which stands still when the clock is
 * set back, and decide.
 *
 * @param objects found in it
 * @param polls that listed all of it
 * @param firstSeen when the first of its objects was found
 * @param lastChange when its listing changed last
 * @param openedMillis {@code firstSeen} on the poller's time line
 * @param changedMillis {@code lastChange} on the poller's time line
 * @param listedMillis when it was last listed to its end without a change; -1 if not since it
 *     changed
 */
record Evidence(
    int objects,
    int polls,
    Instant firstSeen,
    Instant lastChange,
    long openedMillis,
    long changedMillis,
    long listedMillis) {

  /** Of something found just now that holds {@code objects} from earlier runs. */
  static Evidence from(Instant now, long elapsed, int objects) {
    return new Evidence(objects, 0, now, now, elapsed, elapsed, -1);
  }

  /** With one more object found. */
  Evidence found(Instant now, long elapsed) {
    return new Evidence(objects + 1, polls, firstSeen, now, openedMillis, elapsed, -1);
  }

  /**
   * Listed to its end.
   *
   * @param whole whether one poll listed all of it; if several did, the quiet time starts now
   */
  Evidence listed(long elapsed, boolean whole) {
    long changed = whole ? changedMillis : elapsed;
    return new Evidence(objects, polls + 1, firstSeen, lastChange, openedMillis, changed, elapsed);
  }

  /** Whether it has been listed to its end since it last changed. */
  boolean complete() {
    return listedMillis >= 0;
  }

  /** For how long its listing is known not to have changed. */
  long quietMillis() {
    return complete() ? listedMillis - changedMillis : 0;
  }
}
