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
 * only where it is not yet, counted only where it is not yet, and settled for good.
 */
final class DebtBook {
  private final TreeMap<Instant, Debt> owed = new TreeMap<>();
  private long skipped;

  DebtBook(Collection<Debt> before) {
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

  /** Whether any of this is about something that is owed. */
  boolean concerns(Collection<DebtChange> changes) {
    return changes.stream()
        .anyMatch(c -> owed.values().stream().anyMatch(debt -> overlap(debt, c.from(), c.to())));
  }

  private static boolean overlap(Debt debt, Instant from, Instant to) {
    return debt.from().isBefore(to) && from.isBefore(debt.to());
  }

  /**
   * Makes a change.
   *
   * @param floor what ends at or before it was taken care of by whoever put it there; null for none
   */
  void apply(DebtChange change, @Nullable Instant floor) {
    switch (change.kind()) {
      case OWED -> {
        boolean passed = floor != null && floor.isAfter(change.from());
        owe(passed ? floor : change.from(), change.to());
      }
      case COUNTED -> count(change);
      case SETTLED -> settle(change.from(), change.to());
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
    put(new Debt(change.from(), change.to(), change.objects(), change.bytes()));
    put(debt.between(change.to(), debt.to()));
    skipped += change.objects();
  }

  /** What was counted and is not there any more stays on record as skipped. */
  private void settle(Instant from, Instant to) {
    for (Debt debt : List.copyOf(owed.values())) {
      if (overlap(debt, from, to)) {
        owed.remove(debt.from());
        put(debt.between(debt.from(), from));
        // One count of two parts cannot be told apart: it stays with the one repaired last.
        boolean split = debt.from().isBefore(from) && debt.counted();
        put(split ? new Debt(to, debt.to(), 0L, 0L) : debt.between(to, debt.to()));
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

  /** What is owed, oldest first. */
  List<Debt> debts() {
    return List.copyOf(owed.values());
  }
}
