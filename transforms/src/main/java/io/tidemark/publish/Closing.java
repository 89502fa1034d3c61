package io.tidemark.publish;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the source: every partition that ends at or before {@code watermark} is closed, and
 * these object versions are what it found in them since the claim before. What the commit needs to
 * know of the JSON that travels with the deltas.
 *
 * @param id names it by its content
 * @param watermark it puts the source at; null in a last claim before there was one
 * @param open partitions that were still open after it
 * @param follows the claim before this one of the same watch; null for the first
 * @param covers object versions that must be committed before it counts
 * @param stopped id of the run that has committed all it found when this counts: its last claim;
 *     null for any other
 * @param debt what changes about partitions that are owed, once it counts
 * @param of id of the closing that made owed what this counts or settles; null in one that says
 *     that partitions are owed, or nothing of debt
 */
public record Closing(
    String id,
    @Nullable Instant watermark,
    int open,
    @Nullable Link follows,
    List<ObjectName> covers,
    @Nullable String stopped,
    List<DebtChange> debt,
    @Nullable String of) {
  public Closing {
    covers = covers == null ? List.of() : List.copyOf(covers);
    debt = debt == null ? List.of() : List.copyOf(debt);
    if (id == null || (watermark == null && stopped == null && debt.isEmpty())) {
      throw new IllegalArgumentException(
          "A closing has an id, and a watermark unless it is the last or about debt");
    }
  }

  /** A closing that is not about debt. */
  Closing(
      String id,
      @Nullable Instant watermark,
      int open,
      @Nullable Link follows,
      List<ObjectName> covers,
      @Nullable String stopped) {
    this(id, watermark, open, follows, covers, stopped, List.of(), null);
  }

  /**
   * A change of what is owed, of partitions that end after {@code from} and at or before {@code
   * to}.
   *
   * @param kind of change
   * @param objects owed, when they are counted
   * @param bytes of these
   * @param known versions in the partitions that were known to be committed when they were counted
   */
  public record DebtChange(
      Kind kind, Instant from, Instant to, long objects, long bytes, long known) {
    /** What happens to the partitions. */
    public enum Kind {
      /** They were passed over, and are owed from now on. */
      OWED,
      /** What is owed of them was counted. */
      COUNTED,
      /** Nothing was found to be owed of them: none is, unless another counted some meanwhile. */
      EMPTY,
      /** Nothing of them is owed any more. */
      SETTLED
    }
  }

  /** A closing as the one after it names it. */
  public record Link(String id, Instant watermark) {}

  /**
   * A version of an object.
   *
   * @param object key relative to the input
   * @param etag of the version
   * @param partitionEnd of its partition
   */
  public record ObjectName(String object, String etag, Instant partitionEnd) {}

  /** The same, without the versions that are taken care of: a committed object stays committed. */
  Closing without(Predicate<ObjectName> done) {
    return new Closing(
        id,
        watermark,
        open,
        follows,
        covers.stream().filter(name -> !done.test(name)).toList(),
        stopped,
        debt,
        of);
  }

  /**
   * Whether it counts or settles debt: then it hangs on the chain of its watch and is no link of
   * it, and counts only as long as no partitions are passed over anew.
   */
  boolean worksOffDebt() {
    return of != null;
  }
}
