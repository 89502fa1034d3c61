package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Notice.Covered;
import io.tidemark.changes.Notice.Link;
import io.tidemark.changes.Partition;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.WatchStopped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a poll: closes what has settled, moves the watermark, then the floor.
 *
 * <p>Partitions close in time order, so "closed" and "ends at or before the watermark" are the
 * same. A group of late objects holds the watermark at the millisecond it is published in until it
 * has settled too; it does not outlast the closing of a partition, nor a stream of late objects
 * that never pauses.
 */
final class PollClosing {
  /** A late group that keeps growing is closed after so many settle times. */
  private static final int LATE_SETTLES = 10;

  private final WatchSettings settings;
  private final PollDraft draft;
  private final long settle;
  private final boolean endNow;

  PollClosing(WatchSettings settings, PollDraft draft) {
    this.settings = settings;
    this.draft = draft;
    this.settle = settings.closing().settle().toMillis();
    this.endNow = settings.end().now();
  }

  /** Closes what can be closed. */
  void run() {
    restoreWatermark();
    closeLateIfSettled();
    passGap();
    while (!draft.open.isEmpty() && settled(draft.open.firstEntry())) {
      closeLate("closed because the partition after it closes");
      closeOldest();
    }
    raiseFloor();
  }

  /** Tells of all that was found and not told of; closes nothing. */
  void stop(String run) {
    restoreWatermark();
    draft.uncovered.addAll(draft.debt.untold);
    List<Covered> covers = cover(draft.uncovered);
    draft.discoveries.add(
        new WatchStopped(
            run,
            draft.now,
            lastEventTime(),
            draft.watermark,
            draft.open.size(),
            id(draft.now, run, draft.watermark, draft.lastClosing, covers),
            draft.lastClosing,
            covers));
  }

  /** Nothing found so far is later, and it is not late itself. */
  private Instant lastEventTime() {
    if (draft.byArrival()) {
      return draft.arrives;
    }
    if (!draft.open.isEmpty()) {
      return draft.eventTime(settings.layout().partitionAt(draft.open.lastKey()));
    }
    return draft.watermark == null ? draft.now : draft.watermark;
  }

  /** A resumed watch that found nothing uncommitted goes on at the watermark it was given. */
  private void restoreWatermark() {
    if (draft.watermark == null && draft.resumed != null) {
      draft.watermark = draft.resumed.watermark();
    }
  }

  private boolean settled(Map.Entry<Instant, Evidence> oldest) {
    Evidence evidence = oldest.getValue();
    if (endNow) {
      return evidence.complete();
    }
    return evidence.complete()
        && evidence.quietMillis() >= settle
        && draft.due(settings.layout().partitionAt(oldest.getKey()).end());
  }

  private void closeLateIfSettled() {
    LateGroup late = draft.late;
    if (late == null) {
      return;
    }
    Evidence evidence = late.evidence();
    if (endNow) {
      closeLate("taken as it is: the watch ends with what is there");
    } else if (evidence.quietMillis() >= settle) {
      closeLate("no further late object for " + settings.closing().settle());
    } else if (draft.elapsed - evidence.openedMillis() >= LATE_SETTLES * settle) {
      closeLate("late objects keep coming; cut after " + Duration.ofMillis(LATE_SETTLES * settle));
    }
  }

  private void closeLate(String reason) {
    LateGroup late = draft.late;
    if (late == null) {
      return;
    }
    draft.late = null;
    draft.watermark = Times.max(draft.watermark, late.slice().end());
    draft.discoveries.add(closed(late.slice(), true, late.evidence(), reason, late.at()));
  }

  private void closeOldest() {
    Map.Entry<Instant, Evidence> oldest = Objects.requireNonNull(draft.open.pollFirstEntry());
    Partition partition = settings.layout().partitionAt(oldest.getKey());
    draft.watermark = Times.max(draft.watermark, partition.end());
    passGap();
    draft.discoveries.add(
        closed(partition, false, oldest.getValue(), reason(partition), draft.eventTime(partition)));
  }

  private PartitionClosed closed(
      Partition partition, boolean late, Evidence evidence, String reason, Instant eventTime) {
    Instant watermark = Objects.requireNonNull(draft.watermark);
    keepOwed(watermark, eventTime);
    List<Covered> covers = cover(foundUpTo(watermark));
    PartitionClosed closed =
        new PartitionClosed(
            partition,
            late,
            evidence.objects(),
            evidence.polls(),
            evidence.firstSeen(),
            evidence.lastChange(),
            draft.now,
            reason,
            eventTime,
            watermark,
            draft.open.size(),
            id(draft.now, evidence, watermark, draft.open.size(), draft.lastClosing, covers),
            draft.lastClosing,
            covers);
    draft.lastClosing = closed.link();
    return closed;
  }

  /**
   * Partitions that the floor passes with the next closing, and that were left alone as owed, are
   * owed from then on whatever another run made of them meanwhile: nobody looked since what landed.
   */
  private void keepOwed(Instant watermark, Instant eventTime) {
    Instant floor = watermark.minus(settings.late().lateness());
    List<DebtChange> left = draft.debt.passed(draft.floor, floor);
    Link last = draft.lastClosing;
    Instant told = last != null ? last.watermark() : draft.resumedWatermark();
    if (left.isEmpty() || told == null) {
      return;
    }
    DebtNotice notice =
        new DebtNotices(settings.layout(), draft.now, last).leftBehind(left, eventTime, told);
    draft.discoveries.add(notice);
    draft.lastClosing = new Link(notice.id(), told);
    draft.debt.since = notice.id();
    draft.floor = Times.max(draft.floor, settings.layout().partitionAt(floor).start());
  }

  /** What was found of partitions that end at or before the watermark, and not told yet. */
  private SortedSet<ObjectVersion> foundUpTo(Instant watermark) {
    PartitionLayout layout = settings.layout();
    Instant open = layout.partitionAt(watermark).start();
    return draft.uncovered.headSet(new ObjectVersion(layout.startAfter(open), ""));
  }

  /** Takes versions out of those not told yet. */
  private List<Covered> cover(SortedSet<ObjectVersion> untold) {
    List<Covered> covers = DebtNotices.covers(untold, settings.layout());
    untold.clear();
    return covers;
  }

  /** Equal for closings that claim the same after the same, so a repeated one is known as such. */
  static String id(@Nullable Object... content) {
    byte[] bytes = Arrays.toString(content).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().toHexDigits(UUID.nameUUIDFromBytes(bytes).getMostSignificantBits());
  }

  private String reason(Partition partition) {
    if (endNow) {
      return "taken as it is: the watch ends with what is there";
    }
    Duration delay = settings.closing().watermarkDelay();
    String due =
        draft.now.isBefore(partition.end().plus(delay))
            ? "a partition starting " + draft.newest + " was seen"
            : "the clock is past its end";
    String late = delay.isZero() ? "" : " by " + delay;
    return "unchanged for " + settings.closing().settle() + ", and " + due + late;
  }

  /** With nothing earlier open, the watermark goes on to the oldest open partition. */
  private void passGap() {
    if (draft.late == null && !draft.open.isEmpty()) {
      Instant start = draft.open.firstKey();
      draft.watermark =
          Times.max(draft.watermark, endNow ? start : Times.min(start, draft.dueBoundary()));
    }
  }

  private void raiseFloor() {
    Instant watermark = draft.watermark;
    if (watermark != null) {
      draft.floor = Times.max(draft.floor, watermark.minus(settings.late().lateness()));
      draft.known.headSet(new ObjectVersion(settings.layout().startAfter(draft.floor), "")).clear();
    }
  }

  /** Whether nothing is left to do: nothing open, and all that is owed counted. */
  boolean done() {
    if (!draft.reachedEnd
        || draft.debt.uncounted()
        || !draft.open.isEmpty()
        || draft.late != null) {
      return false;
    }
    Instant end = settings.end().instant();
    if (end == null) {
      return endNow;
    }
    Instant until = settings.layout().boundaryFrom(end);
    boolean reached = draft.watermark != null && !draft.watermark.isBefore(until);
    boolean waited =
        !draft.now.isBefore(until.plus(settings.closing().watermarkDelay()).plusMillis(settle));
    return reached || waited || draft.sawFrom(until.plus(settings.closing().watermarkDelay()));
  }
}
