package io.tidemark.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the poller holds a partition (or a group of late objects) for complete. Travels with the data
 * and is kept in the layer.
 *
 * @param partition that closed; for late objects the millisecond they are published in
 * @param late whether this closes a group of late objects rather than a partition
 * @param objects it held
 * @param polls that saw it
 * @param firstSeen when the first of its objects was found
 * @param lastChange when its listing changed last
 * @param closedAt when it was closed
 * @param reason in words: what let it close
 * @param eventTime the timestamp it is emitted with: the window it is published in
 * @param watermark of the source from here on: every partition that ends at or before it is closed
 * @param open partitions that are still open after it
 * @param id names this closing by its content
 * @param follows the closing before this one; null for the first of a watch. A closing counts only
 *     when the ones before it do, in whatever order they arrive
 * @param covers object versions that were found since the closing before this one, of partitions
 *     that end at or before the watermark. A closing counts only when all of them are committed
 */
public record PartitionClosed(
    Partition partition,
    boolean late,
    int objects,
    int polls,
    Instant firstSeen,
    Instant lastChange,
    Instant closedAt,
    String reason,
    Instant eventTime,
    Instant watermark,
    int open,
    String id,
    @Nullable Link follows,
    List<Covered> covers)
    implements Notice {
  public PartitionClosed {
    covers = List.copyOf(covers);
  }

  /** This closing as the next one names it. */
  public Link link() {
    return new Link(id, watermark);
  }
}
