package io.tidemark.changes.watch;

import io.tidemark.changes.Notice.Link;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The restriction of {@link WatchPartitionsFn}: all that a poll needs to know of the polls before.
 * Its size follows from what lies between the floor and the newest partition, not from how much was
 * ever processed.
 *
 * @param resumed where an earlier run got to; null for a watch that starts anew
 * @param watermark every partition that ends at or before it is closed; null before the first
 *     partition
 * @param floor partitions that end at or before it are not listed; null to list all
 * @param newest latest start of a partition seen
 * @param arrival no later discovery carries an earlier arrival time; null when event time is
 *     partition time
 * @param lastClosing the last closing told; null before the first of this watch
 * @param pace when polls happened
 * @param cursor key to go on listing after; empty to start over at the floor
 * @param done whether there is nothing left to do
 * @param known object versions already discovered or committed, of partitions after the floor
 * @param uncovered object versions discovered, and named by no closing yet
 * @param open partitions discovered and not closed, by start
 * @param late group of late objects not closed
 * @param debt what is known of partitions that were passed over
 */
record Horizon(
    @Nullable Resumed resumed,
    @Nullable Instant watermark,
    @Nullable Instant floor,
    @Nullable Instant newest,
    @Nullable Instant arrival,
    @Nullable Link lastClosing,
    Pace pace,
    String cursor,
    boolean done,
    SortedSet<ObjectVersion> known,
    SortedSet<ObjectVersion> uncovered,
    SortedMap<Instant, Evidence> open,
    @Nullable LateGroup late,
    DebtState debt) {

  /** What a watch goes on from. */
  record Resumed(@Nullable Instant watermark) {}

  /**
   * When polls happened, and what they came to.
   *
   * @param lastPoll start of the last poll, by the clock
   * @param elapsedMillis the same on the poller's own time line: the sum of all steps of the clock
   *     that went forward
   * @param polls that succeeded
   * @param failures in a row
   * @param again whether the next poll follows at once
   * @param lists requests of all polls
   * @param found objects discovered by all polls
   * @param lastFound when one was discovered last
   */
  record Pace(
      @Nullable Instant lastPoll,
      long elapsedMillis,
      long polls,
      int failures,
      boolean again,
      long lists,
      long found,
      @Nullable Instant lastFound) {
    static final Pace NONE = new Pace(null, 0, 0, 0, false, 0, 0, null);
  }

  Horizon {
    known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    uncovered = Collections.unmodifiableSortedSet(new TreeSet<>(uncovered));
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  /** Before the first poll. */
  static Horizon initial(@Nullable ResumePoint resume) {
    NavigableSet<ObjectVersion> known = new TreeSet<>();
    if (resume != null) {
      known.addAll(resume.committed());
    }
    Instant floor = resume == null ? null : resume.floor();
    return new Horizon(
        resume == null ? null : new Resumed(resume.watermark()),
        null,
        floor,
        null,
        null,
        null,
        Pace.NONE,
        "",
        false,
        known,
        new TreeSet<>(),
        new TreeMap<>(),
        null,
        resume == null ? DebtState.NONE : DebtState.of(resume));
  }

  /** Nothing carries an earlier timestamp from here on; null while that cannot be said. */
  @Nullable Instant outputWatermark() {
    return arrival != null ? arrival : watermark;
  }

  /** The same with nothing left to do. */
  Horizon finished() {
    return with(true, known, debt);
  }

  /** The same with other knowledge of what is committed and owed. */
  Horizon with(SortedSet<ObjectVersion> committed, DebtState owed) {
    return with(done, committed, owed);
  }

  private Horizon with(boolean over, SortedSet<ObjectVersion> committed, DebtState owed) {
    return new Horizon(
        resumed,
        watermark,
        floor,
        newest,
        arrival,
        lastClosing,
        pace,
        cursor,
        over,
        committed,
        uncovered,
        open,
        late,
        owed);
  }
}
