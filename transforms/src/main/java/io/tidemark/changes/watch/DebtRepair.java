package io.tidemark.changes.watch;

import io.tidemark.changes.Disposition;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes what is owed, newest partition first, so that an index that is being repaired gets better
 * where it is asked most. A partition that is too large for one step is gone on with in the next.
 */
final class DebtRepair {
  /** What an object or a list request costs at least: many small ones are work, too. */
  static final long LEAST_COST = 64 << 10;

  private final PartitionLayout layout;
  private final ObjectStore store;
  private final DebtDraft debt;
  private final List<Found> objects = new ArrayList<>();
  private final int mostObjects;
  private final long mostBytes;
  private int lists;
  private long cost;

  /** An object to be read. */
  record Found(StoredObject object, Partition partition) {
    InputObject as(Instant eventTime, Instant now) {
      return new InputObject(
          object.key(),
          object.etag(),
          object.size(),
          partition,
          Disposition.REPAIRED,
          eventTime,
          object.lastModified(),
          now);
    }
  }

  /**
   * What a step takes.
   *
   * @param from of the partitions from here on all is taken that was owed
   * @param to up to here; equal to {@code from} when not even one partition was taken whole
   * @param objects found in them, and in the one before {@code from} if that is not whole
   */
  record Step(Instant from, Instant to, List<Found> objects) {
    /** Whether at least one partition is taken whole. */
    boolean whole() {
      return from.isBefore(to);
    }
  }

  DebtRepair(
      PartitionLayout layout, ObjectStore store, DebtDraft debt, int mostObjects, long mostBytes) {
    this.layout = layout;
    this.store = store;
    this.debt = debt;
    this.mostObjects = mostObjects;
    this.mostBytes = mostBytes;
  }

  /** List requests made so far. */
  int lists() {
    return lists;
  }

  /** What the objects taken and the requests made come to, in bytes. */
  long cost() {
    return cost;
  }

  /** Whether there is something to do. */
  static boolean possible(DebtDraft debt) {
    return debt.owed.stream().anyMatch(range -> range.stage() == Owed.Stage.COUNTED);
  }

  /** Takes a step: at least one object, or one partition in which nothing is owed. */
  Step run() throws StoreException {
    Owed range =
        debt.owed.stream()
            .filter(o -> o.stage() == Owed.Stage.COUNTED)
            .max(Comparator.comparing(Owed::to))
            .orElseThrow();
    Instant done = range.to();
    while (range.from().isBefore(done) && !full(0)) {
      Partition partition = layout.partitionAt(done.minusMillis(1));
      if (!take(partition)) {
        break;
      }
      done = Times.max(partition.start(), range.from());
    }
    return new Step(done, range.to(), List.copyOf(objects));
  }

  private boolean full(long more) {
    return objects.size() >= mostObjects || cost + more > mostBytes || cost >= mostBytes;
  }

  /** Takes objects of a partition; false when the step is full before its end. */
  private boolean take(Partition partition) throws StoreException {
    String after = layout.startAfter(partition.start());
    String end = layout.startAfter(partition.end());
    while (true) {
      List<StoredObject> page = store.list(layout.root(), after, ObjectStore.MAX_LIST);
      lists++;
      cost += LEAST_COST;
      for (StoredObject object : page) {
        if (object.key().compareTo(end) >= 0) {
          return true;
        }
        if (!take(object, partition)) {
          return false;
        }
        after = object.key();
      }
      if (page.size() < ObjectStore.MAX_LIST) {
        return true;
      }
    }
  }

  private boolean take(StoredObject object, Partition partition) {
    ObjectVersion version = new ObjectVersion(object.key(), object.etag());
    if (layout.partitionOf(object.key()).isEmpty() || debt.known.contains(version)) {
      return true;
    }
    long price = Math.max(object.size(), LEAST_COST);
    if (!objects.isEmpty() && full(price)) {
      return false;
    }
    objects.add(new Found(object, partition));
    debt.known.add(version);
    debt.untold.add(version);
    cost += price;
    return true;
  }
}
