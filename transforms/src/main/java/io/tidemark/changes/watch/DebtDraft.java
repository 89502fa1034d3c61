package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A {@link DebtState} opened for change. */
final class DebtDraft {
  final List<Owed> owed;
  @Nullable String since;
  final NavigableSet<ObjectVersion> known;
  final NavigableSet<ObjectVersion> untold;
  @Nullable Survey survey;
  long credit;
  private final PartitionLayout layout;
  private long askedMillis;

  DebtDraft(DebtState before, PartitionLayout layout) {
    this.owed = new ArrayList<>(before.owed());
    this.since = before.since();
    this.known = new TreeSet<>(before.known());
    this.untold = new TreeSet<>(before.untold());
    this.survey = before.survey();
    this.credit = before.credit();
    this.layout = layout;
    this.askedMillis = before.askedMillis();
  }

  DebtState state() {
    return new DebtState(owed, since, known, untold, survey, credit, askedMillis);
  }

  /** Whether what is not committed of a partition is owed. */
  boolean owes(Partition partition) {
    return owed.stream().anyMatch(range -> range.holds(partition));
  }

  /** Whether any range has yet to be counted, by this watch or another. */
  boolean uncounted() {
    return owed.stream().anyMatch(range -> range.stage() == Owed.Stage.FOUND);
  }

  /** Passes partitions over, but for what is owed of them before. */
  void owe(Instant from, Instant to) {
    List<Owed> free = new ArrayList<>(List.of(new Owed(from, to, Owed.Stage.FOUND)));
    owed.forEach(range -> cut(free, range.from(), range.to()));
    owed.addAll(free);
  }

  /**
   * What is owed of partitions that a floor passes on its way, and that this watch has left alone.
   *
   * @param before where the floor was; null when nowhere
   */
  List<DebtChange> passed(@Nullable Instant before, Instant floor) {
    Instant to = layout.partitionAt(floor).start();
    List<DebtChange> passed = new ArrayList<>();
    for (Owed range : owed) {
      Instant from = Times.max(before, range.from());
      Instant end = Times.min(range.to(), to);
      if (from.isBefore(end)) {
        passed.add(DebtChange.owed(from, end));
      }
    }
    return passed;
  }

  /** Notes which versions in the ranges that are owed are committed. */
  void learn(SortedSet<ObjectVersion> committed) {
    owed.forEach(range -> known.addAll(within(committed, range.from(), range.to())));
  }

  /** Nothing of these partitions is owed any more; what is known of them is handed over. */
  Collection<ObjectVersion> settle(Instant from, Instant to) {
    cut(owed, from, to);
    SortedSet<ObjectVersion> gone = within(known, from, to);
    List<ObjectVersion> versions = List.copyOf(gone);
    gone.clear();
    within(untold, from, to).clear();
    Survey counting = survey;
    if (counting != null && !owed.contains(counting.of())) {
      survey = null; // It counts what is no longer one range: anew.
    }
    return versions;
  }

  /** A range, or a part of one, has got further. */
  void reached(Owed.Stage stage, Instant from, Instant to) {
    List<Owed> parts = new ArrayList<>();
    for (Owed range : owed) {
      if (range.overlaps(from, to)) {
        parts.add(new Owed(Times.max(range.from(), from), Times.min(range.to(), to), stage));
      }
    }
    cut(owed, from, to);
    owed.addAll(parts);
  }

  static void cut(List<Owed> ranges, Instant from, Instant to) {
    List<Owed> kept = new ArrayList<>();
    for (Owed range : ranges) {
      if (!range.overlaps(from, to)) {
        kept.add(range);
        continue;
      }
      if (range.from().isBefore(from)) {
        kept.add(new Owed(range.from(), from, range.stage()));
      }
      if (to.isBefore(range.to())) {
        kept.add(new Owed(to, range.to(), range.stage()));
      }
    }
    ranges.clear();
    ranges.addAll(kept);
  }

  /** The versions in partitions of a range, as a view. */
  SortedSet<ObjectVersion> within(SortedSet<ObjectVersion> versions, Instant from, Instant to) {
    return versions.subSet(
        new ObjectVersion(layout.startAfter(from), ""),
        new ObjectVersion(layout.startAfter(to), ""));
  }

  void asked(long elapsed) {
    askedMillis = elapsed;
  }
}
