package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what is owed, one range after the other: a listing of it, without a name kept. What of a
 * range lies before the first object that is owed, or after the last one, is settled with that.
 */
final class DebtSurvey {
  private final PartitionLayout layout;
  private final ObjectStore store;
  private final DebtDraft debt;
  private int lists;

  DebtSurvey(PartitionLayout layout, ObjectStore store, DebtDraft debt) {
    this.layout = layout;
    this.store = store;
    this.debt = debt;
  }

  /** List requests made so far. */
  int lists() {
    return lists;
  }

  /**
   * Goes on counting.
   *
   * @param pages list requests to make at most
   * @return what there is to tell once a range is counted; empty as long as it is not
   */
  List<DebtChange> run(int pages) throws StoreException {
    Survey survey = debt.survey == null ? begin() : debt.survey;
    for (int page = 0; page < pages; page++) {
      List<StoredObject> found = store.list(layout.root(), survey.cursor(), ObjectStore.MAX_LIST);
      lists++;
      boolean end = found.size() < ObjectStore.MAX_LIST;
      for (StoredObject object : found) {
        if (object.key().compareTo(layout.startAfter(survey.of().to())) >= 0) {
          end = true;
          break;
        }
        survey = count(survey, object);
      }
      debt.survey = survey;
      if (end) {
        debt.survey = null;
        return counted(survey);
      }
    }
    return List.of();
  }

  private Survey begin() {
    Owed first =
        debt.owed.stream().filter(o -> o.stage() == Owed.Stage.FOUND).findFirst().orElseThrow();
    return new Survey(first, layout.startAfter(first.from()), 0, 0, null, null);
  }

  private Survey count(Survey before, StoredObject object) {
    Owed range = before.of();
    Partition partition = layout.partitionOf(object.key()).filter(range::holds).orElse(null);
    if (partition == null || debt.known.contains(new ObjectVersion(object.key(), object.etag()))) {
      return before.upTo(object.key());
    }
    Instant first = before.first();
    return new Survey(
        range,
        object.key(),
        before.objects() + 1,
        before.bytes() + object.size(),
        first == null ? Times.max(partition.start(), range.from()) : first,
        partition.end());
  }

  private List<DebtChange> counted(Survey survey) {
    Owed range = survey.of();
    List<DebtChange> changes = new ArrayList<>();
    Instant first = survey.first();
    Instant last = survey.last();
    if (first == null || last == null) {
      return List.of(DebtChange.empty(range.from(), range.to()));
    }
    changes.add(
        DebtChange.counted(
            first,
            last,
            survey.objects(),
            survey.bytes(),
            debt.within(debt.known, first, last).size()));
    if (range.from().isBefore(first)) {
      changes.add(DebtChange.empty(range.from(), first));
    }
    if (last.isBefore(range.to())) {
      changes.add(DebtChange.empty(last, range.to()));
    }
    return changes;
  }
}
