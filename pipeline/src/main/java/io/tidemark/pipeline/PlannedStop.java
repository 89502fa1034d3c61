package io.tidemark.pipeline;

import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stop of a run as its driver sees it: whether the run is asked to stop, from here or from
 * elsewhere, and how much time that leaves it. The driver looks for markers itself, if seldom: a
 * watch that hangs, or waits for a long cycle, sees none.
 */
final class PlannedStop {
  /** How long a run that was asked to stop may go on publishing. */
  static final Duration LAST_WORK = Duration.ofMinutes(2);

  /** What an engine gets to end a pipeline when no time is left. */
  static final Duration LITTLE = Duration.ofSeconds(20);

  /** Two requests each. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(PlannedStop.class);

  /** Versions that are looked through for the word that this run has stopped. */
  private static final int LOOK_BACK = 20;

  private final RunPlan plan;
  private final String run;
  private final StopMarkers markers;
  private final String before;
  private final @Nullable Instant end;
  private Instant looked;
  private @Nullable Instant asked;

  /**
   * Of a run that starts now.
   *
   * @param before what {@link StopMarkers#any} is
   */
  PlannedStop(RunPlan plan, String run, StopMarkers markers, String before, Instant now) {
    this.plan = plan;
    this.run = run;
    this.markers = markers;
    this.before = before;
    this.looked = now;
    this.end = plan.runFor() == null ? null : now.plus(plan.runFor());
  }

  /**
   * Asks the run, unless it was asked.
   *
   * @throws StoreException when it cannot be asked
   */
  synchronized void ask(Instant now) throws StoreException {
    if (asked == null) {
      LOG.info("Stopping: what is found is published, and no more is looked for");
      asked = now;
      markers.ask(run, now);
    }
  }

  /** Whether the time of the run is up. */
  boolean due(Instant now) {
    return end != null && !now.isBefore(end);
  }

  /** Finds out whether others have asked, when that is due. */
  synchronized void look(Instant now) {
    if (asked == null && Duration.between(looked, now).abs().compareTo(LOOK_EVERY) >= 0) {
      looked = now;
      try {
        lookAgain(now);
      } catch (StoreException e) {
        LOG.debug("Cannot tell whether the run is to stop", e);
      }
    }
  }

  private boolean lookAgain(Instant now) throws StoreException {
    if (asked == null && markers.asks(run, before)) {
      asked = now;
    }
    return asked != null;
  }

  /** Whether what was found should be committed by now. */
  synchronized boolean overdue(Instant now) {
    return asked != null && Duration.between(asked, now).compareTo(LAST_WORK) > 0;
  }

  /** How long the engine may take to end the run: what is left, and never quite nothing. */
  synchronized Duration patience(Instant now) {
    if (asked == null) {
      return LAST_WORK;
    }
    Duration left = LAST_WORK.minus(Duration.between(asked, now));
    return left.compareTo(LITTLE) < 0 ? LITTLE : left;
  }

  /** Whether a snapshot tells that the run has stopped with all it found committed. */
  boolean done(SnapshotHead snapshot) {
    return run.equals(snapshot.progress().stopped());
  }

  /**
   * Whether all is committed that a run found whose engine has ended in good order. One that ends
   * by itself has done all it was to do; another was asked to, and the log has its last word.
   *
   * @param first snapshot of the run
   * @throws StoreException when it cannot be told whether it was asked to
   */
  synchronized boolean keptBy(SnapshotLog log, SnapshotHead first, Instant now)
      throws StoreException {
    return plan.endsByItself() || !lookAgain(now) || told(log, first);
  }

  /** Whether the log tells that the run has stopped; perhaps another has done so since. */
  boolean told(SnapshotLog log, SnapshotHead first) {
    try {
      Optional<SnapshotHead> found = log.newestWholeHead(damage -> {});
      for (int i = 0; i < LOOK_BACK && found.isPresent(); i++) {
        String stopped = found.get().progress().stopped();
        if (run.equals(stopped)) {
          return true;
        }
        boolean nobody = Objects.equals(stopped, first.progress().stopped());
        found = nobody ? Optional.empty() : log.headAt(found.get().version() - 1);
      }
    } catch (IOException e) {
      LOG.warn("Cannot tell whether the run has committed all it found", e);
    }
    return false;
  }

  /** Clears away what asked this run alone. */
  synchronized void forget() {
    if (asked == null) {
      return;
    }
    try {
      markers.forget(run);
    } catch (StoreException e) {
      LOG.debug("A stop marker stays; it concerns this run alone", e);
    }
  }
}
