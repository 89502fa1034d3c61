package io.tidemark.changes;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a poll: follows the listing in key order, which is time order, from the cursor
 * or the floor to its end or to the limits of the poll, and takes what it has not seen before.
 *
 * <p>Stopped by the limits, the next poll goes on where this one stopped. Stopped because too much
 * is open already, the next poll starts over at the floor, so that what is open can settle.
 */
final class PollListing {
  /** Open partitions that only need to settle may hold this many polls' worth of objects. */
  private static final int OPEN_POLLS = 2;

  private enum Step {
    ON,
    LIMIT,
    HELD,
    END
  }

  private final WatchSettings settings;
  private final PartitionLayout layout;
  private final ObjectStore store;
  private final PollDraft draft;
  private final @Nullable Instant until;
  private int taken;
  private long takenBytes;
  private long openObjects;
  private boolean firstTake = true;

  PollListing(WatchSettings settings, ObjectStore store, PollDraft draft) {
    this.settings = settings;
    this.layout = settings.layout();
    this.store = store;
    this.draft = draft;
    Instant end = settings.end().instant();
    this.until = end == null ? null : layout.boundaryFrom(end);
    this.openObjects = draft.open.values().stream().mapToLong(Evidence::objects).sum();
  }

  void run() throws StoreException {
    String after = draft.cursor.isEmpty() ? layout.startAfter(draft.floor) : draft.cursor;
    Optional<Partition> from = layout.partitionOf(draft.cursor);
    Step step = Step.ON;
    Instant reached = null;
    while (step == Step.ON) {
      List<StoredObject> page = store.list(layout.root(), after, ObjectStore.MAX_LIST);
      draft.lists++;
      for (StoredObject object : page) {
        Partition partition = partitionToLookAt(object.key());
        if (partition != null) {
          step = visit(object, partition);
        }
        if (step != Step.ON) {
          reached = partition == null ? null : partition.start();
          break;
        }
        after = object.key();
      }
      if (step == Step.ON && page.size() < ObjectStore.MAX_LIST) {
        step = Step.END;
      }
    }
    draft.reachedEnd = step == Step.END;
    markListed(from.orElse(null), draft.reachedEnd ? null : reached);
    endSkipping(reached);
    draft.cursor = step == Step.LIMIT ? after : "";
  }

  /** The partition of a key that is to be looked at, else null. */
  private @Nullable Partition partitionToLookAt(String key) {
    Partition partition = layout.partitionOf(key).orElse(null);
    if (partition == null) {
      if (!layout.ignores(key)) {
        warn("'" + key + "' does not follow the layout " + layout.template() + " and is not read");
      }
      return null;
    }
    boolean older = draft.floor != null && !partition.end().isAfter(draft.floor);
    return older ? null : partition;
  }

  private Step visit(StoredObject object, Partition partition) {
    if (partition.start().isAfter(draft.now.plus(settings.late().lead()))) {
      warn(
          "'"
              + object.key()
              + "' starts more than "
              + settings.late().lead()
              + " after the clock's "
              + draft.now
              + " and is not read");
      return Step.END;
    }
    draft.sawStart(partition.start());
    if (until != null && !partition.start().isBefore(until)) {
      return Step.END;
    }
    ObjectVersion version = new ObjectVersion(object.key(), object.etag());
    return draft.known.contains(version) ? Step.ON : take(object, version, partition);
  }

  private Step take(StoredObject object, ObjectVersion version, Partition partition) {
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
        new InputObject(object.key(), object.etag(), object.size(), partition, disposition, time));
    remember(version, partition);
    return Step.ON;
  }

  /**
   * Before anything is emitted the watermark may still be placed: at the first partition there is;
   * and on resuming, at the earliest partition of which something is not committed, since nothing
   * of that was published.
   */
  private void placeWatermark(Partition partition) {
    if (draft.watermark == null) {
      draft.watermark = Times.min(partition.start(), draft.dueBoundary());
    } else if (draft.first() && !draft.skipping && draft.closed(partition)) {
      draft.watermark = partition.start();
    }
  }

  private Disposition lateDisposition() {
    if (draft.skipping) {
      return Disposition.SKIPPED;
    }
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

  /** What is skipped is passed once; only what will be listed again needs to be remembered. */
  private void remember(ObjectVersion version, Partition partition) {
    Instant watermark = draft.watermark;
    if (watermark == null || partition.end().isAfter(watermark.minus(settings.late().lateness()))) {
      draft.known.add(version);
    }
  }

  /** Open partitions from the one the poll began in up to the one it stopped in were listed. */
  private void markListed(@Nullable Partition from, @Nullable Instant stopped) {
    draft.open.replaceAll(
        (start, evidence) -> {
          boolean begun = from == null || !start.isBefore(from.start());
          boolean passed = stopped == null ? draft.reachedEnd : start.isBefore(stopped);
          boolean whole = from == null || start.isAfter(from.start());
          return begun && passed ? evidence.listed(draft.elapsed, whole) : evidence;
        });
    LateGroup late = draft.late;
    if (late != null) {
      draft.late = new LateGroup(late.at(), late.evidence().listed(draft.elapsed, true));
    }
  }

  /** All there is to skip has been passed once a listing from before it gets beyond it. */
  private void endSkipping(@Nullable Instant stopped) {
    Instant watermark = draft.watermark;
    if (draft.skipping && watermark != null) {
      boolean fromBefore = draft.cursor.compareTo(layout.startAfter(watermark)) < 0;
      boolean passed = stopped == null ? draft.reachedEnd : !stopped.isBefore(watermark);
      draft.skipping = !(fromBefore && passed);
    }
  }

  private void warn(String warning) {
    if (draft.warning == null) {
      draft.warning = warning;
    }
  }
}
