package io.tidemark.changes.watch;

import io.tidemark.changes.Disposition;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Partition;
import io.tidemark.changes.watch.PollListing.Step;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.Objects;

/** Takes objects not seen before into a poll: decides whether they are late, and when to stop. */
final class PollIntake {
  /** Open partitions that only need to settle may hold this many polls' worth of objects. */
  private static final int OPEN_POLLS = 2;

  private final WatchSettings settings;
  private final PartitionLayout layout;
  private final PollDraft draft;
  private int taken;
  private long takenBytes;
  private long openObjects;
  private boolean firstTake = true;

  PollIntake(WatchSettings settings, PollDraft draft) {
    this.settings = settings;
    this.layout = settings.layout();
    this.draft = draft;
    this.openObjects = draft.open.values().stream().mapToLong(Evidence::objects).sum();
  }

  /** Takes an object not seen before, or tells why not. */
  Step take(StoredObject object, ObjectVersion version, Partition partition) {
    if (firstTake) {
      placeWatermark(partition);
      firstTake = false;
    }
    boolean late = draft.closed(partition);
    if (late && !draft.byArrival() && draft.late == null && !hasRoom()) {
      return Step.ON;
    }
    if (!late && !draft.open.containsKey(partition.start()) && tooMuchOpen()) {
      return Step.HELD;
    }
    if (taken == settings.polling().maxObjects()
        || (taken > 0 && takenBytes + object.size() > settings.polling().maxBytes())) {
      return Step.LIMIT;
    }
    Disposition disposition = late ? lateDisposition() : Disposition.ON_TIME;
    taken++;
    takenBytes += disposition.read() ? object.size() : 0;
    Instant time = late ? foundLate() : foundOnTime(partition);
    draft.discoveries.add(
        new InputObject(
            object.key(),
            object.etag(),
            object.size(),
            partition,
            disposition,
            time,
            object.lastModified(),
            draft.now));
    draft.known.add(version);
    draft.uncovered.add(version);
    return Step.ON;
  }

  /**
   * Opens a partition an earlier run committed objects of but did not live to close, so that it is
   * closed even when nothing new is found in it.
   */
  void reopen(Partition partition) {
    Horizon.Resumed resume = draft.resumed;
    if (resume == null
        || draft.closed(partition)
        || draft.open.containsKey(partition.start())
        || (resume.watermark() != null && !partition.end().isAfter(resume.watermark()))) {
      return;
    }
    if (draft.watermark == null) {
      placeWatermark(partition);
    }
    Evidence evidence = Evidence.from(draft.now, draft.elapsed, knownIn(partition));
    openObjects += evidence.objects();
    draft.open.put(partition.start(), evidence);
  }

  /**
   * Before anything is emitted the watermark may still be placed: at the first partition there is;
   * and on resuming, at the earliest partition of which something is not committed, since nothing
   * of that was published.
   */
  private void placeWatermark(Partition partition) {
    if (draft.watermark == null) {
      draft.watermark = Times.min(partition.start(), draft.dueBoundary());
    } else if (draft.first() && draft.closed(partition)) {
      draft.watermark = partition.start();
    }
  }

  private Disposition lateDisposition() {
    return switch (settings.late().policy()) {
      case INCLUDE -> Disposition.LATE;
      case DIVERT -> Disposition.DIVERTED;
      case DROP -> Disposition.DROPPED;
    };
  }

  private Instant foundOnTime(Partition partition) {
    Evidence evidence = draft.open.get(partition.start());
    if (evidence == null) {
      evidence = Evidence.from(draft.now, draft.elapsed, knownIn(partition));
      openObjects += evidence.objects();
    }
    openObjects++;
    draft.open.put(partition.start(), evidence.found(draft.now, draft.elapsed));
    return draft.eventTime(partition);
  }

  private Instant foundLate() {
    if (draft.byArrival()) {
      return draft.arrives;
    }
    LateGroup group = draft.late;
    if (group == null) {
      Instant at = Objects.requireNonNull(draft.watermark);
      group = new LateGroup(at, Evidence.from(draft.now, draft.elapsed, 0));
    }
    draft.late = group.found(draft.now, draft.elapsed);
    return group.at();
  }

  /**
   * A late group steps the watermark on by a millisecond, and must leave the partition its last.
   */
  private boolean hasRoom() {
    Instant at = Objects.requireNonNull(draft.watermark);
    return at.plusMillis(1).isBefore(layout.partitionAt(at).end());
  }

  private boolean tooMuchOpen() {
    if (draft.open.isEmpty() || settings.end().now()) {
      return false;
    }
    Partition oldest = layout.partitionAt(draft.open.firstKey());
    return openObjects >= (long) OPEN_POLLS * settings.polling().maxObjects()
        && draft.due(oldest.end());
  }

  private int knownIn(Partition partition) {
    return draft
        .known
        .subSet(
            new ObjectVersion(layout.startAfter(partition.start()), ""),
            new ObjectVersion(layout.startAfter(partition.end()), ""))
        .size();
  }
}
