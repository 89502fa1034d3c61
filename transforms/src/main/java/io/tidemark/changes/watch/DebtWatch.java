package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.Discovery;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.Closeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what an index owes into pieces of work, each the start of a bounded pipeline. Nothing is
 * remembered from one piece to the next: each follows from what is committed by then, so a piece
 * that was lost with its process comes again.
 *
 * <p>First what is owed is counted; then partitions are repaired, newest first, as many at a time
 * as one poll may take.
 */
public final class DebtWatch implements Closeable {
  private static final int ALL = Integer.MAX_VALUE;

  private final WatchSettings settings;
  private final ObjectStore store;

  DebtWatch(WatchSettings settings, ObjectStore store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * Opens the input.
   *
   * @throws StoreException when the store cannot be opened
   */
  public static DebtWatch open(WatchSettings settings, PipelineOptions options)
      throws StoreException {
    return new DebtWatch(settings, ObjectStores.open(settings.input(), options));
  }

  /**
   * The next piece of work; null when nothing is owed.
   *
   * @param committed what is, by now
   * @throws StoreException when the input cannot be listed
   */
  public @Nullable PolledPartitions next(ResumePoint committed, Instant clock)
      throws StoreException {
    List<Discovery> discoveries = discoveries(committed, clock.truncatedTo(ChronoUnit.MILLIS));
    return discoveries.isEmpty()
        ? null
        : new PolledPartitions(discoveries, WatchMetrics.Counts.NONE);
  }

  List<Discovery> discoveries(ResumePoint committed, Instant now) throws StoreException {
    DebtDraft debt = new DebtDraft(DebtState.of(committed), settings.layout());
    debt.learn(new TreeSet<>(committed.committed()));
    DebtNotices notices = new DebtNotices(settings.layout(), now, null);
    if (debt.owed.isEmpty()) {
      return List.of();
    }
    if (debt.uncounted()) {
      List<DebtChange> changes = new DebtSurvey(settings.layout(), store, debt).run(ALL);
      Instant at = eventTime(changes.get(0).to(), now);
      return List.of(notices.changed(debt.since, changes, at, List.of()));
    }
    WatchSettings.Polling limits = settings.polling();
    DebtRepair.Step step =
        new DebtRepair(settings.layout(), store, debt, limits.maxObjects(), limits.maxBytes())
            .run();
    List<Discovery> discoveries = new ArrayList<>();
    for (DebtRepair.Found found : step.objects()) {
      discoveries.add(found.as(eventTime(found.partition().end(), now), now));
    }
    if (step.whole()) {
      Collection<ObjectVersion> told = debt.within(debt.untold, step.from(), step.to());
      List<DebtChange> settled = List.of(DebtChange.settled(step.from(), step.to()));
      discoveries.add(notices.changed(debt.since, settled, eventTime(step.to(), now), told));
    }
    return discoveries;
  }

  /** A pipeline of its own has no watermark before it: each partition has its own time. */
  private Instant eventTime(Instant partitionEnd, Instant now) {
    boolean byArrival = settings.publish() == WatchSettings.Publish.ARRIVAL;
    return byArrival ? now : partitionEnd.minusMillis(1);
  }

  @Override
  public void close() {
    store.close();
  }
}
