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
 * @param committed object versions after the floor, or owed, that are in the index or on record
 * @param debt partitions that were passed over and are owed
 * @param debtSince id of the notice that passed partitions over last; null when nothing is owed
 */
public record ResumePoint(
    @Nullable Instant watermark,
    @Nullable Instant floor,
    Collection<ObjectVersion> committed,
    List<Owed> debt,
    @Nullable String debtSince)
    implements Serializable {
  public ResumePoint {
    committed = List.copyOf(committed);
    debt = List.copyOf(debt);
  }

  /** One without debt. */
  public ResumePoint(
      @Nullable Instant watermark, @Nullable Instant floor, Collection<ObjectVersion> committed) {
    this(watermark, floor, committed, List.of(), null);
  }
}
