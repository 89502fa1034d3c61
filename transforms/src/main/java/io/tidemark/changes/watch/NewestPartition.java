package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest partition without listing the history: leaps ahead by doubled steps until
 * nothing follows, then halves the last leap. About {@code 2 log2(n)} list requests for {@code n}
 * periods of history: 40 for ten years of ten-minute partitions.
 */
final class NewestPartition {
  private static final int LIMIT = 100;

  private final PartitionLayout layout;
  private final ObjectStore store;
  private final Instant limit;
  private int lists;

  /**
   * A search.
   *
   * @param limit partitions that start at or after it do not count
   */
  NewestPartition(PartitionLayout layout, ObjectStore store, Instant limit) {
    this.layout = layout;
    this.store = store;
    this.limit = limit;
  }

  /** List requests made so far. */
  int lists() {
    return lists;
  }

  /** The newest partition with an object in it, of those from {@code from} on; null for none. */
  @Nullable Partition find(@Nullable Instant from) throws StoreException {
    Partition newest = first(from);
    if (newest == null) {
      return null;
    }
    Duration leap = layout.period();
    Instant none = null;
    while (none == null) {
      Instant to = newest.end().plus(leap);
      Partition next = first(to);
      if (next == null) {
        none = to;
      } else {
        newest = next;
        leap = leap.multipliedBy(2);
      }
    }
    while (newest.end().isBefore(none)) {
      Duration half = Duration.between(newest.end(), none).dividedBy(2);
      Instant middle = layout.partitionAt(newest.end().plus(half)).start();
      Partition next = first(middle);
      if (next == null) {
        none = middle;
      } else {
        newest = next;
      }
    }
    return newest;
  }

  /** The first partition with an object in it; null for none. */
  @Nullable Partition earliest() throws StoreException {
    return first(null);
  }

  /** The first partition with an object in it from the one at {@code from} on; null for none. */
  private @Nullable Partition first(@Nullable Instant from) throws StoreException {
    if (from != null && !from.isBefore(limit)) {
      return null;
    }
    String after = layout.startAfter(from);
    List<StoredObject> page;
    do {
      page = store.list(layout.root(), after, LIMIT);
      lists++;
      for (StoredObject object : page) {
        Partition partition = layout.partitionOf(object.key()).orElse(null);
        if (partition != null) {
          return partition.start().isBefore(limit) ? partition : null;
        }
        after = object.key();
      }
    } while (page.size() == LIMIT);
    return null;
  }
}
