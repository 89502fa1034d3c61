package io.tidemark.publish;

import io.tidemark.publish.Closing.DebtChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is owed, kept as ranges of time: neighbours unite, so that however many partitions are
 * passed over at once, they are one entry.
 *
 * <p>Everything here may come more than once and change nothing the second time: a range is owed
 * only where it is not yet, counted only where it is not yet, and settled for good. And nothing is
 * counted or settled on what was seen before partitions were last passed over: files may have
 * landed in them since. Nor does one count take away from another: of two that look at a range, the
 * first to commit decides what is owed of it, and only a repair, which comes after the count, takes
 * it off.
 */
final class DebtBook {
  private final TreeMap<Instant, Debt> owed = new TreeMap<>();
  private final Committed committed;
  private @Nullable String since;
  private long skipped;

  /** What is committed of partitions that are owed. */
  @FunctionalInterface
  interface Committed {
    /** How many object versions, of partitions that end after one instant and not after another. */
    long versions(Instant from, Instant to);
  }

  DebtBook(Collection<Debt> before, @Nullable String since, Committed committed) {
    this.committed = committed;
    this.since = since;
    before.forEach(debt -> owed.put(debt.from(), debt));
  }

  /** Whether what is not committed of the partition that ends then is owed. */
  boolean owes(Instant partitionEnd) {
    return at(partitionEnd) != null;
  }

  private @Nullable Debt at(Instant partitionEnd) {
    Map.Entry<Instant, Debt> entry = owed.lowerEntry(partitionEnd);
    return entry == null || partitionEnd.isAfter(entry.getValue().to()) ? null : entry.getValue();
  }

  /** Whether a closing is about something that is owed, and about its last state. */
  boolean concerns(Closing closing) {
    return current(closing)
        && closing.debt().stream()
            .anyMatch(
                c -> owed.values().stream().anyMatch(debt -> overlap(debt, c.from(), c.to())));
  }

  /**
   * Whether a closing may count as far as debt goes: it is about the last state, and settles a
   * range from one of its ends. What would leave a hole waits for what comes before it, so that
   * ranges do not split, nor their counts.
   */
  boolean takes(Closing closing) {
    return current(closing) && closing.debt().stream().noneMatch(this::holes);
  }

  private boolean holes(DebtChange change) {
    return owed.values().stream()
        .filter(debt -> endedBy(change, debt))
        .anyMatch(d -> d.from().isBefore(change.from()) && change.to().isBefore(d.to()));
  }

  /** Whether a change ends what is owed in such a range, as far as it reaches. */
  private static boolean endedBy(DebtChange change, Debt debt) {
    return switch (change.kind()) {
      case OWED, COUNTED -> false;
      case EMPTY -> !debt.counted();
      case SETTLED -> true;
    };
  }

  /** Whether partitions were not passed over again since what the closing builds on. */
  private boolean current(Closing closing) {
    return closing.of() == null || closing.of().equals(since);
  }

  private static boolean overlap(Debt debt, Instant from, Instant to) {
    return debt.from().isBefore(to) && from.isBefore(debt.to());
  }

  /** Makes the changes of a closing that counts; {@code floor} as below. */
  void apply(Closing closing, @Nullable Instant floor) {
    boolean anew =
        closing.debt().stream()
            .anyMatch(
                c -> c.kind() == DebtChange.Kind.OWED && behind(floor, c.from()).isBefore(c.to()));
    since = anew ? closing.id() : since;
    closing.debt().forEach(change -> apply(change, floor));
  }

  /** What ends at or before the floor was taken care of by whoever put it there. */
  private static Instant behind(@Nullable Instant floor, Instant from) {
    return floor != null && floor.isAfter(from) ? floor : from;
  }

  /**
   * Makes a change.
   *
   * @param floor what ends at or before it does not become owed; null for none
   */
  void apply(DebtChange change, @Nullable Instant floor) {
    switch (change.kind()) {
      case OWED -> owe(behind(floor, change.from()), change.to());
      case COUNTED -> count(change);
      case EMPTY, SETTLED -> settle(change);
    }
    unite();
  }

  private void owe(Instant from, Instant to) {
    Instant free = from;
    for (Debt debt : List.copyOf(owed.values())) {
      if (overlap(debt, free, to)) {
        put(new Debt(free, debt.from(), null, null));
        free = debt.to();
      }
    }
    put(new Debt(free, to, null, null));
  }

  private void put(Debt debt) {
    if (debt.from().isBefore(debt.to())) {
      owed.put(debt.from(), debt);
    }
  }

  private void count(DebtChange change) {
    Debt debt = at(change.to());
    if (debt == null || debt.counted() || debt.from().isAfter(change.from())) {
      return; // Counted before, or settled in part meanwhile: then the count is of something else.
    }
    owed.remove(debt.from());
    put(debt.between(debt.from(), change.from()));
    Debt counted = counted(change);
    put(counted);
    put(debt.between(change.to(), debt.to()));
    skipped += counted.objectsKnown();
  }

  /** Some of what was counted may have been committed before the count was. */
  private Debt counted(DebtChange change) {
    long since = committed.versions(change.from(), change.to()) - change.known();
    long objects = Math.max(0, change.objects() - Math.max(0, since));
    double left = change.objects() == 0 ? 0 : (double) objects / change.objects();
    long bytes = Math.round(change.bytes() * left);
    return new Debt(change.from(), change.to(), objects, bytes);
  }

  /** What was counted and is not there any more stays on record as skipped. */
  private void settle(DebtChange change) {
    for (Debt debt : List.copyOf(owed.values())) {
      if (endedBy(change, debt) && overlap(debt, change.from(), change.to())) {
        owed.remove(debt.from());
        put(debt.between(debt.from(), change.from()));
        put(debt.between(change.to(), debt.to()));
      }
    }
  }

  private void unite() {
    Debt last = null;
    for (Debt debt : List.copyOf(owed.values())) {
      if (last != null && last.to().equals(debt.from()) && last.counted() == debt.counted()) {
        owed.remove(debt.from());
        last = united(last, debt);
        owed.put(last.from(), last);
      } else {
        last = debt;
      }
    }
  }

  private static Debt united(Debt a, Debt b) {
    return a.counted()
        ? new Debt(
            a.from(), b.to(), a.objectsKnown() + b.objectsKnown(), a.bytesKnown() + b.bytesKnown())
        : a.between(a.from(), b.to());
  }

  /** An object is committed: if it was counted as owed, it is no longer. */
  void committed(Instant partitionEnd, long size) {
    Debt debt = at(partitionEnd);
    if (debt != null && debt.objectsKnown() > 0) {
      long bytes = Math.max(0, debt.bytesKnown() - size);
      owed.put(debt.from(), new Debt(debt.from(), debt.to(), debt.objectsKnown() - 1, bytes));
      skipped--;
    }
  }

  /** By how much the number of objects on record as skipped has changed. */
  long skipped() {
    return skipped;
  }

  /** Id of the closing that passed partitions over last; null when nothing is owed. */
  @Nullable String since() {
    return owed.isEmpty() ? null : since;
  }

  /** What is owed, oldest first. */
  List<Debt> debts() {
    return List.copyOf(owed.values());
  }
}
