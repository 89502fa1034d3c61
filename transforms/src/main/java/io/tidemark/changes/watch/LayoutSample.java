package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of an input fit a layout, by a sample: the first page of its listing, which holds
 * the oldest partitions, and the page that begins with the newest partition.
 *
 * @param looked how many objects were looked at, those that any layout ignores not counted
 * @param strangers keys among them that do not follow the layout, in key order
 * @param newest the newest partition; null when no key follows the layout
 * @param newestObject the last one of it that is in the sample; null like {@code newest}
 */
public record LayoutSample(
    int looked,
    List<String> strangers,
    @Nullable Partition newest,
    @Nullable StoredObject newestObject) {

  public LayoutSample {
    strangers = List.copyOf(strangers);
  }

  /**
   * Takes the sample: two list requests, and those that find the newest partition, some forty for
   * ten years.
   *
   * @param limit partitions that start at or after it do not count as the newest
   */
  public static LayoutSample of(PartitionLayout layout, ObjectStore store, Instant limit)
      throws StoreException {
    SortedMap<String, StoredObject> sample = new TreeMap<>();
    add(store.list("", "", ObjectStore.MAX_LIST), sample);
    Partition newest = new NewestPartition(layout, store, limit).find(null);
    if (newest != null) {
      add(store.list("", layout.startAfter(newest.start()), ObjectStore.MAX_LIST), sample);
    }
    int looked = 0;
    List<String> strangers = new ArrayList<>();
    StoredObject newestObject = null;
    for (StoredObject object : sample.values()) {
      Partition partition = layout.partitionOf(object.key()).orElse(null);
      if (partition == null && layout.ignores(object.key())) {
        continue;
      }
      looked++;
      if (partition == null) {
        strangers.add(object.key());
      } else if (partition.equals(newest)) {
        newestObject = object;
      }
    }
    return new LayoutSample(looked, strangers, newest, newestObject);
  }

  private static void add(List<StoredObject> page, SortedMap<String, StoredObject> sample) {
    page.forEach(object -> sample.put(object.key(), object));
  }
}
