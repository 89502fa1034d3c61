package io.tidemark.publish;

import io.tidemark.publish.Closing.Link;
import io.tidemark.publish.Closing.ObjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which closings count, and so where the committed watermark is.
 *
 * <p>A closing counts when the one it follows does and all it covers is committed. It may come in a
 * layer before, with or after its objects, before the closing it follows, and any number of times:
 * what cannot count yet waits. What lies at or behind the floor is settled: objects there are
 * neither listed nor looked for, so nothing waits for them or for closings there.
 *
 * <p>But for what is owed: objects of partitions that were passed over are looked for however far
 * behind the floor they are, until their debt is settled. A closing that settles debt counts like
 * any other; it moves no watermark, and none follows it.
 */
final class ClosingChain {
  private final TreeMap<String, Closing> waiting = new TreeMap<>();
  private final TreeMap<String, Instant> counted;
  private final Duration lateness;
  private final DebtBook debt;
  private @Nullable Instant watermark;
  private @Nullable Instant floor;
  private int openPartitions;
  private @Nullable String stopped;

  ClosingChain(Progress before, Duration lateness, DebtBook debt) {
    before.waiting().forEach(closing -> waiting.put(closing.id(), closing));
    this.counted = new TreeMap<>(before.counted());
    this.lateness = lateness;
    this.debt = debt;
    this.watermark = before.watermark();
    this.floor = before.floor();
    this.openPartitions = before.openPartitions();
    this.stopped = before.stopped();
  }

  /**
   * Takes closings, and counts all that can be.
   *
   * @param committed whether an object version of a partition after the floor is committed
   */
  void take(Collection<Closing> added, Predicate<ObjectName> committed) {
    for (Closing closing : added) {
      if (!counted.containsKey(closing.id())) {
        waiting.putIfAbsent(closing.id(), closing);
      }
    }
    Predicate<ObjectName> done = name -> passed(name.partitionEnd()) || committed.test(name);
    waiting.replaceAll((id, closing) -> closing.without(done));
    boolean moved = true;
    while (moved) {
      moved = countInOrder();
    }
    waiting.values().removeIf(this::idle);
    counted.values().removeIf(this::settled);
  }

  private boolean countInOrder() {
    boolean moved = false;
    for (Closing closing : waiting()) {
      if (linked(closing.follows())
          && debt.takes(closing)
          && closing.covers().stream().allMatch(name -> passed(name.partitionEnd()))) {
        waiting.remove(closing.id());
        count(closing);
        moved = true;
      }
    }
    return moved;
  }

  private boolean linked(@Nullable Link follows) {
    return follows == null || counted.containsKey(follows.id()) || settled(follows.watermark());
  }

  private void count(Closing closing) {
    debt.apply(closing, floor);
    if (closing.stopped() != null) {
      stopped = closing.stopped();
    }
    Instant told = closing.watermark();
    if (told != null) {
      counted.put(closing.id(), told);
      advance(told, closing);
    }
  }

  private void advance(Instant told, Closing closing) {
    if (watermark == null || watermark.isBefore(told)) {
      watermark = told;
      openPartitions = closing.open();
    }
    Instant horizon = watermark.minus(lateness);
    if (floor == null || floor.isBefore(horizon)) {
      floor = horizon;
    }
  }

  /** Whether it makes no difference any more if a closing counts. */
  private boolean idle(Closing closing) {
    return closing.worksOffDebt()
        ? linked(closing.follows()) && !debt.concerns(closing)
        : settled(closing.watermark());
  }

  /** Whether a partition that ends then is behind the floor, and nothing of it is owed. */
  boolean passed(Instant partitionEnd) {
    return settled(partitionEnd) && !debt.owes(partitionEnd);
  }

  /** Whether an instant is at or behind the floor. */
  private boolean settled(@Nullable Instant instant) {
    return floor != null && instant != null && !instant.isAfter(floor);
  }

  @Nullable Instant watermark() {
    return watermark;
  }

  @Nullable Instant floor() {
    return floor;
  }

  /** Id of the run that stopped last with all it found committed. */
  @Nullable String stopped() {
    return stopped;
  }

  /** As the closing told that put the watermark where it is. */
  int openPartitions() {
    return openPartitions;
  }

  SortedMap<String, Instant> counted() {
    return counted;
  }

  /** Those that cannot count yet, in the order of their watermarks. */
  List<Closing> waiting() {
    return waiting.values().stream()
        .sorted(
            Comparator.comparing(
                    Closing::watermark, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Closing::id))
        .toList();
  }
}
