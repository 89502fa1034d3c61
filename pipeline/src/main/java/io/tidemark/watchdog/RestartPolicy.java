package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How soon a job that failed is started again, and when no more. Each failure in a row doubles the
 * pause before the next start; a pause is cut by up to half at random, so that many watchdogs do
 * not all come at once. Planned restarts are not failures.
 */
final class RestartPolicy {
  private static final int MOST_DOUBLINGS = 30;

  private final RestartBudget settings;
  private final RandomGenerator random;
  private final Deque<Instant> failures = new ArrayDeque<>();
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
   * The job failed.
   *
   * @return how long to wait before it is started again; empty when the budget is spent
   */
  Optional<Duration> failed(Instant now) {
    Instant oldest = now.minus(settings.per());
    failures.removeIf(failure -> !failure.isAfter(oldest));
    if (failures.size() >= settings.restarts()) {
      return Optional.empty();
    }
    failures.add(now);
    if (started != null && !now.isBefore(started.plus(settings.most().multipliedBy(2)))) {
      inARow = 0;
    }
    started = null;
    long first = Math.max(1, settings.first().toMillis());
    long doubled = first << Math.min(inARow++, MOST_DOUBLINGS);
    long pause = Math.min(doubled, settings.most().toMillis());
    return Optional.of(Duration.ofMillis(Math.round(pause * (1 - random.nextDouble() / 2))));
  }
}
