package io.tidemark.changes.watch;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows of partitions that were passed over. As large as what is committed of them:
 * the partitions that were open when the last run ended, and those under repair.
 *
 * @param owed ranges of partitions, in no particular order
 * @param since id of the notice that passed partitions over last, as far as this watch knows
 * @param known object versions of these that are committed, or found by this watch
 * @param untold object versions of these found by this watch, that no notice covers yet
 * @param survey of the range being counted; null when none is
 * @param credit bytes the watch may repair; negative when it took more than it had
 * @param askedMillis when the watch asked last what of this is settled, on its own time line
 */
record DebtState(
    List<Owed> owed,
    @Nullable String since,
    SortedSet<ObjectVersion> known,
    SortedSet<ObjectVersion> untold,
    @Nullable Survey survey,
    long credit,
    long askedMillis) {
  /** Nothing is owed. */
  static final DebtState NONE =
      new DebtState(List.of(), null, new TreeSet<>(), new TreeSet<>(), null, 0, 0);

  DebtState {
    owed = List.copyOf(owed);
    known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    untold = Collections.unmodifiableSortedSet(new TreeSet<>(untold));
  }

  /** Before the first poll: what is committed of it is looked up then. */
  static DebtState of(ResumePoint point) {
    return new DebtState(
        point.debt(), point.debtSince(), new TreeSet<>(), new TreeSet<>(), null, 0, 0);
  }
}
