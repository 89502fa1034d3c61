package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How soon a job that failed is started again, and when no more. Each failure in a row doubles the
 * pause before the next start; a pause is cut by up to half at random, so that many watchdogs do
 * not all come at once. Planned restarts are not failures, and the absence of a store is not one of
 * the job.
 */
final class RestartPolicy {
  private static final int MOST_DOUBLINGS = 30;

  private final RestartBudget settings;
  private final RandomGenerator random;
  private final Deque<Instant> failures = new ArrayDeque<>();
  private final List<Instant> stalls = new ArrayList<>(); // In a row, and nothing else since.
  private @Nullable Instant started;
  private int inARow;

  RestartPolicy(RestartBudget settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** The job was started. */
  void started(Instant now) {
    started = now;
  }

  /**
   * The job failed, as a verdict says and perhaps its exit code.
   *
   * @return how long to wait before it is started again; empty when the budget is spent
   */
  Optional<Duration> charge(Verdict verdict, JobState job, Instant now) {
    if (job.unreachable() && settings.restarts() > 0) {
      return Optional.of(unreachable(now));
    }
    return verdict == Verdict.STALLED ? stalled(now) : failed(now);
  }

  /**
   * The job failed.
   *
   * @return how long to wait before it is started again; empty when the budget is spent
   */
  Optional<Duration> failed(Instant now) {
    stalls.clear();
    return charged(now);
  }

  /**
   * The job is ended for being slow: a failure, unless it was the patience that was short, as is
   * known when one that gets more of it {@linkplain #committed commits}.
   *
   * @return as {@link #failed} does
   */
  Optional<Duration> stalled(Instant now) {
    Optional<Duration> pause = charged(now);
    pause.ifPresent(charged -> stalls.add(now));
    return pause;
  }

  /** The job has committed something. */
  void committed() {
    failures.removeAll(stalls);
    inARow = Math.max(0, inARow - stalls.size());
    stalls.clear();
  }

  /** The job ended because it could not reach a store: the same wait, at no cost. */
  Duration unreachable(Instant now) {
    return pause(now);
  }

  private Optional<Duration> charged(Instant now) {
    Instant oldest = now.minus(settings.per());
    failures.removeIf(failure -> !failure.isAfter(oldest));
    if (failures.size() >= settings.restarts()) {
      return Optional.empty();
    }
    failures.add(now);
    return Optional.of(pause(now));
  }

  private Duration pause(Instant now) {
    if (started != null && !now.isBefore(started.plus(settings.most().multipliedBy(2)))) {
      inARow = 0;
    }
    started = null;
    long first = Math.max(1, settings.first().toMillis());
    long doubled = first << Math.min(inARow++, MOST_DOUBLINGS);
    long pause = Math.min(doubled, settings.most().toMillis());
    return Duration.ofMillis(Math.round(pause * (1 - random.nextDouble() / 2)));
  }
}
