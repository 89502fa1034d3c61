package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.List;
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
  /** How the listing goes on after an object. */
  enum Step {
    /** With the next object. */
    ON,
    /** In the next poll, where this one stopped. */
    LIMIT,
    /** In the next poll, from the floor. */
    HELD,
    /** Not: nothing that follows is to be looked at. */
    END
  }

  private final WatchSettings settings;
  private final PartitionLayout layout;
  private final ObjectStore store;
  private final PollDraft draft;
  private final @Nullable Instant until;
  private final PollIntake intake;

  PollListing(WatchSettings settings, ObjectStore store, PollDraft draft) {
    this.settings = settings;
    this.layout = settings.layout();
    this.store = store;
    this.draft = draft;
    Instant end = settings.end().instant();
    this.until = end == null ? null : layout.boundaryFrom(end);
    this.intake = new PollIntake(settings, draft);
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
    if (draft.debt.owes(partition)) {
      return Step.ON; // Not now: DebtWork's.
    }
    ObjectVersion version = new ObjectVersion(object.key(), object.etag());
    if (draft.known.contains(version)) {
      intake.reopen(partition);
      return Step.ON;
    }
    return intake.take(object, version, partition);
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

  private void warn(String warning) {
    if (draft.warning == null) {
      draft.warning = warning;
    }
  }
}
