package io.tidemark.publish;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the source is committed. Lives in the snapshot and nowhere else.
 *
 * @param watermark every partition that ends at or before it is closed; null before the first
 *     closing
 * @param floor objects of partitions that end at or before it are no longer listed one by one; null
 *     when all are listed
 * @param objects committed objects of partitions after the floor, by key
 * @param pending receipts of objects that are committed in part
 * @param closings that arrived before the closing they follow, JSON as the source gave them
 * @param totals counts over the whole life of the index
 */
public record Progress(
    @Nullable Instant watermark,
    @Nullable Instant floor,
    SortedMap<String, CommittedObject> objects,
    List<Layer.ShardReceipt> pending,
    List<String> closings,
    Totals totals) {

  /** Nothing committed. */
  public static final Progress NONE =
      new Progress(null, null, new TreeMap<>(), List.of(), List.of(), Totals.ZERO);

  public Progress {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    pending = List.copyOf(pending);
    closings = closings == null ? List.of() : List.copyOf(closings); // Absent before it was kept.
  }

  /**
   * A committed object.
   *
   * @param etag of the version committed
   * @param partitionEnd of its partition
   * @param disposition what became of it
   */
  public record CommittedObject(String etag, Instant partitionEnd, String disposition) {}
}
