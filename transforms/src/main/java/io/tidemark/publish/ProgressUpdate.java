package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Closing.ObjectName;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.Progress.CommittedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies a layer to the progress: objects whose receipts are complete become committed, the
 * closings that cover nothing else count and put the watermark where they say, and what is behind
 * the horizon is forgotten.
 *
 * <p>The progress depends on the receipts and closings in the layers applied so far: not on how
 * they were split into layers, in which order these came, or how often. (As long as they are of one
 * watch: of two that see the same object differently, the first to be complete decides.)
 */
final class ProgressUpdate {
  private final TreeMap<String, CommittedObject> objects;
  private final List<ShardReceipt> pending = new ArrayList<>();
  private final DebtBook debt;
  private final ClosingChain chain;
  private final List<Receipt.Times> indexed = new ArrayList<>();
  private final Freshness freshness;
  private final @Nullable Restart restart;
  private final List<RunSpan> runs;
  private boolean news;
  private Totals totals;

  private ProgressUpdate(Progress before, Duration lateness) {
    objects = new TreeMap<>(before.objects());
    debt = new DebtBook(before.debt(), before.debtSince(), this::committedIn);
    chain = new ClosingChain(before, lateness, debt);
    totals = before.totals();
    freshness = before.freshness();
    restart = before.restart();
    runs = before.runs();
  }

  /**
   * What a layer does.
   *
   * @param lateness how long behind the watermark objects are still remembered one by one
   */
  static ProgressUpdate of(Progress before, Layer layer, Duration lateness) throws IOException {
    List<Closing> closings = new ArrayList<>();
    for (String json : layer.closings()) {
      closings.add(JsonFormat.read(json.getBytes(StandardCharsets.UTF_8), Closing.class));
    }
    ProgressUpdate update = new ProgressUpdate(before, lateness);
    update.takeReceipts(before.pending(), layer.receipts());
    update.chain.take(closings, update::committed);
    update.forget();
    update.news =
        layer.receipts().stream().anyMatch(leg -> !leg.receipt().disposition().equals("REPAIRED"))
            || closings.stream().anyMatch(closing -> !closing.worksOffDebt());
    return update;
  }

  /** The progress after the layer. */
  Progress progress() {
    return new Progress(
        chain.watermark(),
        chain.floor(),
        objects,
        pending,
        chain.waiting(),
        chain.counted(),
        totals.withSkipped(debt.skipped()),
        chain.openPartitions(),
        freshness,
        chain.stopped(),
        restart,
        debt.debts(),
        debt.since(),
        runs);
  }

  /** Whether the layer brings more than repairs. */
  boolean news() {
    return news;
  }

  /** When the objects came that the layer completes and that are in the index, repairs aside. */
  List<Receipt.Times> indexed() {
    return indexed;
  }

  /**
   * Receipts of objects at or behind the floor come again (from a run that starts anew from an
   * earlier time, say): they were counted, or given up, before the floor passed them. Unless they
   * are owed.
   */
  private void takeReceipts(List<ShardReceipt> before, List<ShardReceipt> added) {
    Map<ObjectName, Map<ShardReceipt, ShardReceipt>> byObject = new LinkedHashMap<>();
    for (List<ShardReceipt> receipts : List.of(before, added)) {
      for (ShardReceipt leg : receipts) {
        if (!chain.passed(leg.receipt().partitionEnd())) {
          byObject
              .computeIfAbsent(name(leg), name -> new LinkedHashMap<>())
              .putIfAbsent(leg.withoutTimes(), leg);
        }
      }
    }
    byObject.forEach(
        (name, legs) -> {
          if (!committed(name)) {
            takeObject(name, legs.values());
          }
        });
  }

  private void takeObject(ObjectName name, Collection<ShardReceipt> legs) {
    ObjectReceipts receipts = new ObjectReceipts(legs);
    if (!receipts.complete()) {
      pending.addAll(legs);
      return;
    }
    CommittedObject known = objects.get(name.object());
    List<String> earlier = known == null ? List.of() : known.versions();
    objects.put(name.object(), receipts.committedObject(earlier));
    totals = receipts.addTo(totals);
    debt.committed(name.partitionEnd(), receipts.size());
    Receipt.Times times = receipts.times();
    if (times != null && receipts.fresh()) {
      indexed.add(times);
    }
  }

  private static ObjectName name(ShardReceipt leg) {
    return new ObjectName(
        leg.receipt().object(), leg.receipt().etag(), leg.receipt().partitionEnd());
  }

  private boolean committed(ObjectName name) {
    CommittedObject known = objects.get(name.object());
    return known != null && known.holds(name.etag());
  }

  private long committedIn(Instant from, Instant to) {
    return objects.values().stream()
        .filter(o -> from.isBefore(o.partitionEnd()) && !o.partitionEnd().isAfter(to))
        .mapToLong(o -> o.versions().size())
        .sum();
  }

  private void forget() {
    objects.values().removeIf(object -> chain.passed(object.partitionEnd()));
    pending.removeIf(leg -> chain.passed(leg.receipt().partitionEnd()));
  }
}
