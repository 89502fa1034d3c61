package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.Progress.CommittedObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All receipts of one version of one object that layers brought so far.
 *
 * <p>An object is split, a split is read in pieces, a piece touches shards, and each (split, piece,
 * shard) has a receipt of its own: the object is committed when none is missing. Which ones there
 * must be, the receipts tell themselves: how many splits, which piece is the last, which shards a
 * piece touched.
 *
 * <p>Read again, an object gives the same receipts, but for one that could not be read the second
 * time: then there are receipts of two readings, and one of them has to be complete on its own.
 */
final class ObjectReceipts {
  /** Names of the dispositions whose records go into the index. */
  static final Set<String> INDEXED = Set.of("ON_TIME", "LATE", "REPAIRED");

  private final Map<Plan, TreeMap<Integer, TreeMap<Integer, Map<Content, Set<Integer>>>>> readings =
      new TreeMap<>(Comparator.comparingInt(Plan::splits).thenComparing(Plan::disposition));

  private final Receipt any;

  /** What all receipts of one reading agree on. */
  private record Plan(int splits, String disposition) {}

  /** What all receipts of one piece agree on. */
  private record Content(
      boolean last, long records, long rejected, long deletes, List<Integer> shards) {
    static Content of(Receipt receipt) {
      return new Content(
          receipt.last(),
          receipt.records(),
          receipt.rejected(),
          receipt.deletes(),
          receipt.shards());
    }
  }

  /** A reading none of whose receipts is missing. */
  private record Reading(String disposition, List<Content> pieces) {
    long records() {
      return pieces.stream().mapToLong(Content::records).sum();
    }

    long rejected() {
      return pieces.stream().mapToLong(Content::rejected).sum();
    }

    long deletes() {
      return pieces.stream().mapToLong(Content::deletes).sum();
    }

    int oneIf(String wanted) {
      return disposition.equals(wanted) ? 1 : 0;
    }
  }

  ObjectReceipts(Collection<ShardReceipt> legs) {
    for (ShardReceipt leg : legs) {
      Receipt receipt = leg.receipt();
      readings
          .computeIfAbsent(
              new Plan(receipt.splits(), receipt.disposition()), plan -> new TreeMap<>())
          .computeIfAbsent(receipt.split(), split -> new TreeMap<>())
          .computeIfAbsent(
              receipt.piece(), piece -> new TreeMap<>(Comparator.comparing(Content::toString)))
          .computeIfAbsent(Content.of(receipt), content -> new HashSet<>())
          .add(leg.shard());
    }
    any = legs.iterator().next().receipt();
  }

  boolean complete() {
    return reading().isPresent();
  }

  /** Of several complete readings the one that read most. */
  private Optional<Reading> reading() {
    List<Reading> complete = new ArrayList<>();
    readings.forEach(
        (plan, splits) -> {
          List<List<Content>> pieces =
              splits.values().stream().map(ObjectReceipts::pieces).toList();
          if (pieces.size() == plan.splits() && pieces.stream().noneMatch(List::isEmpty)) {
            complete.add(
                new Reading(plan.disposition(), pieces.stream().flatMap(List::stream).toList()));
          }
        });
    return complete.stream().max(Comparator.comparingLong(Reading::records));
  }

  /** The pieces of a split from its first to one that is its last; empty when one is missing. */
  private static List<Content> pieces(SortedMap<Integer, Map<Content, Set<Integer>>> split) {
    ArrayDeque<Content> pieces = new ArrayDeque<>();
    for (int piece = split.lastKey(); piece >= 0; piece--) {
      Map<Content, Set<Integer>> contents = split.getOrDefault(piece, Map.of());
      Optional<Content> more = complete(contents, false);
      if (more.isPresent() && !pieces.isEmpty()) {
        pieces.addFirst(more.get());
      } else {
        pieces.clear();
        complete(contents, true).ifPresent(pieces::addFirst);
      }
    }
    return List.copyOf(pieces);
  }

  private static Optional<Content> complete(Map<Content, Set<Integer>> contents, boolean last) {
    return contents.entrySet().stream()
        .filter(e -> e.getKey().last() == last && e.getValue().containsAll(e.getKey().shards()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Whether its records go into the index as news; false when it is only put on record, and when it
   * was owed: then its age tells nothing of how fast the pipeline is.
   */
  boolean fresh() {
    return reading()
        .map(Reading::disposition)
        .filter(disposition -> INDEXED.contains(disposition) && !disposition.equals("REPAIRED"))
        .isPresent();
  }

  /** Bytes of the object. */
  long size() {
    return any.size();
  }

  /** When it came; null where that was not kept. */
  Receipt.@Nullable Times times() {
    return any.times();
  }

  /** What becomes of the object, once it is complete. */
  CommittedObject committedObject(List<String> earlier) {
    String disposition = reading().orElseThrow().disposition();
    return new CommittedObject(any.etag(), any.partitionEnd(), disposition, earlier);
  }

  /** The totals with this object counted, once it is complete. */
  Totals addTo(Totals before) {
    Reading reading = reading().orElseThrow();
    long records = reading.records();
    long rejected = reading.rejected();
    long deletes = reading.deletes();
    return new Totals(
        before.objects() + 1,
        before.onTime() + reading.oneIf("ON_TIME"),
        before.late() + reading.oneIf("LATE"),
        before.diverted() + reading.oneIf("DIVERTED"),
        before.dropped() + reading.oneIf("DROPPED"),
        before.skipped() + reading.oneIf("SKIPPED"),
        before.repaired() + reading.oneIf("REPAIRED"),
        before.bytes() + any.size(),
        before.records() + records,
        before.upserts() + records - rejected - deletes,
        before.deletes() + deletes,
        before.rejected() + rejected);
  }
}
