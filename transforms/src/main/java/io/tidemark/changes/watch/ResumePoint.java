package io.tidemark.changes.watch;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an earlier run got, as the snapshot log has it.
 *
 * @param watermark every partition that ends at or before it was closed; null when none was
 * @param floor partitions that end at or before it are not looked at again; null when all are
 * @param committed object versions after the floor that are in the index or on record
 */
public record ResumePoint(
    @Nullable Instant watermark, @Nullable Instant floor, Collection<ObjectVersion> committed)
    implements Serializable {
  public ResumePoint {
    committed = List.copyOf(committed);
  }
}
