package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a watchdog sees of its job, and thinks of it. */
final class Outlook {
  private static final int CROWDED_LOOKS = 5;

  private final Supplier<Look> lookout;
  private final Work work;
  private final WatchdogSettings settings;
  private final HeapTrend heap;
  private final Patience patience = new Patience();
  private History history = History.takenOver(Followed.found(null, false), Instant.EPOCH);
  private boolean crowded;
  private boolean committed;

  Outlook(Supplier<Look> lookout, Work work, WatchdogSettings settings) {
    this.lookout = lookout;
    this.work = work;
    this.settings = settings;
    this.heap = new HeapTrend(settings.heapPercent(), settings.heapMeasurements());
  }

  /** What the index shows before a job is started. */
  Look before() {
    return lookout.get();
  }

  /** A job is there. */
  void begins(History since) {
    history = since;
    crowded = false;
  }

  /** Looks at the job. */
  void look(JobState state, Instant now) {
    History before = history;
    Look look = lookout.get();
    history = before.with(state, look, work, now);
    crowded = history.disturbs(look.heartbeat());
    committed = !history.headAt().equals(before.headAt());
    Instant waited = before.waitsSince();
    if (committed && waited != null) {
      patience.waited(Duration.between(waited, now), settings.limits().stallAfter(), now);
    }
  }

  /** What is thought of what was seen last. */
  Judgement judgement(JobState state, Instant now) {
    Limits limits = settings.limits().times(patience.factor(now));
    return new Judge(work, limits).judge(history, state, now);
  }

  /** The job is ended for what is thought of it, perhaps too soon. */
  void impatient(Instant now) {
    patience.doubled(now);
  }

  /** Why it is time to start the job anew though it is well. */
  Optional<String> aged(Instant now) {
    Duration longest = settings.restartEvery();
    if (longest != null && !now.isBefore(history.started().plus(longest))) {
      return Optional.of("it ran for " + Ages.text(longest));
    }
    Heartbeat beat = history.heartbeat();
    return beat != null && history.beats() ? heap.take(beat) : Optional.empty();
  }

  History history() {
    return history;
  }

  /** Id of the run of the job; null when it is not known. */
  @Nullable String run() {
    return history.run();
  }

  /** Whether the last look was the first to show a commit of the job. */
  boolean committed() {
    return committed;
  }

  /** When to look again: soon when another run replaces the heartbeat of this one. */
  Duration rest() {
    return crowded ? settings.every().dividedBy(CROWDED_LOOKS) : settings.every();
  }
}
