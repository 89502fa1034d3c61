package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.Progress.CommittedObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All receipts of one version of one object that layers brought so far.
 *
 * <p>An object is split, a split is read in pieces, a piece touches shards, and each (split, piece,
 * shard) has a receipt of its own: the object is committed when none is missing. Which ones there
 * must be, the receipts tell themselves: how many splits, which piece is the last, which shards a
 * piece touched.
 */
final class ObjectReceipts {
  private final Map<Integer, TreeMap<Integer, Piece>> splits = new TreeMap<>();
  private final Receipt any;

  /** One piece: its receipt, and the shards whose deltas are committed. */
  private record Piece(Receipt receipt, Set<Integer> arrived) {
    boolean complete() {
      return arrived.containsAll(receipt.shards());
    }
  }

  ObjectReceipts(Collection<ShardReceipt> legs) {
    for (ShardReceipt leg : legs) {
      splits
          .computeIfAbsent(leg.receipt().split(), split -> new TreeMap<>())
          .computeIfAbsent(
              leg.receipt().piece(), piece -> new Piece(leg.receipt(), new HashSet<>()))
          .arrived()
          .add(leg.shard());
    }
    any = legs.iterator().next().receipt();
  }

  boolean complete() {
    return splits.size() == any.splits()
        && splits.values().stream().allMatch(ObjectReceipts::complete);
  }

  private static boolean complete(TreeMap<Integer, Piece> pieces) {
    Map.Entry<Integer, Piece> last = pieces.lastEntry();
    return last.getValue().receipt().last()
        && pieces.size() == last.getKey() + 1
        && pieces.values().stream().allMatch(Piece::complete);
  }

  CommittedObject committedObject() {
    return new CommittedObject(any.etag(), any.partitionEnd(), any.disposition());
  }

  /** The totals with this object counted. */
  Totals addTo(Totals before) {
    List<Receipt> pieces =
        splits.values().stream().flatMap(s -> s.values().stream()).map(Piece::receipt).toList();
    long records = pieces.stream().mapToLong(Receipt::records).sum();
    long rejected = pieces.stream().mapToLong(Receipt::rejected).sum();
    long deletes = pieces.stream().mapToLong(Receipt::deletes).sum();
    return new Totals(
        before.objects() + 1,
        before.onTime() + oneIf("ON_TIME"),
        before.late() + oneIf("LATE"),
        before.diverted() + oneIf("DIVERTED"),
        before.dropped() + oneIf("DROPPED"),
        before.skipped() + oneIf("SKIPPED"),
        before.bytes() + any.size(),
        before.records() + records,
        before.upserts() + records - rejected - deletes,
        before.deletes() + deletes,
        before.rejected() + rejected);
  }

  private int oneIf(String disposition) {
    return any.disposition().equals(disposition) ? 1 : 0;
  }
}
