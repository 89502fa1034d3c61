package io.tidemark.deltas;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proof that one piece of one source object is in a posting delta. Receipts travel with the data;
 * an object counts as committed once every receipt of every piece, for every shard the piece
 * touched, is in committed layers.
 *
 * @param object key relative to the input
 * @param etag of the version read
 * @param size bytes of the object
 * @param partitionStart of the object's partition
 * @param partitionEnd of the object's partition
 * @param disposition name of what becomes of the object: ON_TIME, LATE, DIVERTED, DROPPED, SKIPPED,
 *     REPAIRED
 * @param split byte range of the object, 0 for the first
 * @param splits how many byte ranges the object was planned in
 * @param piece of the split
 * @param last whether it is the last piece of its split
 * @param records read in the piece, rejected ones included
 * @param rejected of these records, how many could not be read
 * @param deletes of these records, how many delete
 * @param shards the piece touched, ascending; never empty: a piece with no change goes to shard 0
 * @param times of the object; null in receipts of indexes from before they were kept. Two receipts
 *     that differ in nothing else prove the same
 */
public record Receipt(
    String object,
    String etag,
    long size,
    Instant partitionStart,
    Instant partitionEnd,
    String disposition,
    int split,
    int splits,
    int piece,
    boolean last,
    long records,
    long rejected,
    long deletes,
    List<Integer> shards,
    @Nullable Times times)
    implements Comparable<Receipt> {
  private static final Comparator<Receipt> ORDER =
      Comparator.comparing(Receipt::object)
          .thenComparing(Receipt::etag)
          .thenComparingInt(Receipt::split)
          .thenComparingInt(Receipt::piece)
          .thenComparing(Receipt::toString);

  public Receipt {
    shards = List.copyOf(shards);
  }

  /**
   * When an object came, for people.
   *
   * @param stored when the store says it was written, by the store's clock
   * @param discovered when the poll that found it began
   */
  public record Times(Instant stored, Instant discovered) {}

  /** The proof alone. */
  public Receipt withoutTimes() {
    return new Receipt(
        object,
        etag,
        size,
        partitionStart,
        partitionEnd,
        disposition,
        split,
        splits,
        piece,
        last,
        records,
        rejected,
        deletes,
        shards,
        null);
  }

  @Override
  public int compareTo(Receipt other) {
    return ORDER.compare(this, other);
  }
}
