package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.InputObject;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The last part of a poll: counts what is owed, and repairs some of it while nothing else is to do.
 *
 * <p>Repair is paid for with a credit. A poll that finds nothing new earns {@code repairShare} of
 * what an idle watch may repair in the time since the poll before: {@value #BYTES_A_SECOND} bytes a
 * second, and never more than for one poll interval. A step spends the size of the objects it
 * takes, {@value DebtRepair#LEAST_COST} bytes at least for each and for each list request, and goes
 * on while there is credit: so over any stretch of polls at most the share is repaired, and one
 * object more. A poll that finds something earns nothing, and takes back what is not spent.
 *
 * <p>What is repaired does not settle: its time was over when it was passed over. When publishing
 * by partition, each step has a millisecond of event time of its own, as a group of late objects.
 */
final class DebtWork {
  /** What a watch that does nothing else repairs in a second: less than one core can take. */
  static final long BYTES_A_SECOND = 1 << 20;

  private static final int PAGES_WHEN_IDLE = 10;
  private static final long MILLIS = 1000;

  private final WatchSettings settings;
  private final ObjectStore store;
  private final PollDraft draft;

  DebtWork(WatchSettings settings, ObjectStore store, PollDraft draft) {
    this.settings = settings;
    this.store = store;
    this.draft = draft;
  }

  /** Does what the poll has time for. */
  void run() throws StoreException {
    boolean idle = idle();
    earn(idle);
    if (draft.debt.owed.isEmpty() || !draft.reachedEnd || !hasSlot()) {
      return;
    }
    if (draft.debt.uncounted()) {
      boolean much = idle || settings.end().now();
      survey(much ? PAGES_WHEN_IDLE : draft.first() ? 0 : 1); // What was caught up with goes first.
    } else if (idle && draft.debt.credit > 0 && DebtRepair.possible(draft.debt)) {
      repair();
    }
  }

  private boolean idle() {
    return draft.reachedEnd
        && draft.late == null
        && draft.discoveries.stream().noneMatch(InputObject.class::isInstance);
  }

  private void earn(boolean idle) {
    DebtDraft debt = draft.debt;
    if (debt.owed.isEmpty()) {
      debt.credit = 0;
    } else if (idle) {
      long millis = Math.min(draft.step, settings.polling().every().toMillis());
      double share = settings.polling().repairShare();
      debt.credit += (long) (share * BYTES_A_SECOND * millis / MILLIS);
    } else {
      debt.credit = Math.min(debt.credit, 0);
    }
  }

  private void survey(int pages) throws StoreException {
    DebtSurvey survey = new DebtSurvey(settings.layout(), store, draft.debt);
    List<DebtChange> changes;
    try {
      changes = survey.run(pages);
    } finally {
      draft.lists += survey.lists();
    }
    if (!changes.isEmpty()) {
      tell(changes, slot(), List.of());
    }
  }

  private void repair() throws StoreException {
    DebtDraft debt = draft.debt;
    DebtRepair repair =
        new DebtRepair(
            settings.layout(),
            store,
            debt,
            settings.polling().maxObjects(),
            Math.min(debt.credit, settings.polling().maxBytes()));
    DebtRepair.Step step;
    try {
      step = repair.run();
    } finally {
      draft.lists += repair.lists();
      debt.credit -= repair.cost();
    }
    if (step.objects().isEmpty() && !step.whole()) {
      return;
    }
    Instant at = slot();
    step.objects().forEach(found -> draft.discoveries.add(found.as(at, draft.now)));
    if (step.whole()) {
      Collection<ObjectVersion> told =
          List.copyOf(debt.within(debt.untold, step.from(), step.to()));
      tell(List.of(DebtChange.settled(step.from(), step.to())), at, told);
    }
  }

  private void tell(List<DebtChange> changes, Instant at, Collection<ObjectVersion> versions) {
    draft.discoveries.add(
        new DebtNotices(settings.layout(), draft.now, draft.lastClosing)
            .changed(draft.debt.since, changes, at, versions));
    for (DebtChange change : changes) {
      switch (change.kind()) {
        case EMPTY, SETTLED -> settle(change);
        case COUNTED -> draft.debt.reached(Owed.Stage.TOLD, change.from(), change.to());
        case OWED -> throw new IllegalStateException("Not passed over here: " + change);
      }
    }
  }

  /** From here on objects of these partitions that are still listed are late. */
  private void settle(DebtChange change) {
    String listed = settings.layout().startAfter(draft.floor);
    draft.debt.settle(change.from(), change.to()).stream()
        .filter(version -> version.key().compareTo(listed) >= 0)
        .forEach(draft.known::add);
  }

  /** Whether there is event time for what this poll may emit. */
  private boolean hasSlot() {
    if (draft.byArrival()) {
      return true;
    }
    Instant at = draft.watermark;
    return at != null
        && draft.late == null
        && at.plusMillis(1).isBefore(settings.layout().partitionAt(at).end());
  }

  private Instant slot() {
    if (draft.byArrival()) {
      return draft.arrives;
    }
    Instant at = Objects.requireNonNull(draft.watermark);
    draft.watermark = at.plusMillis(1);
    return at;
  }
}
