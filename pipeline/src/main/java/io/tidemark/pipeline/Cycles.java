package io.tidemark.pipeline;

import io.tidemark.changes.watch.PartitionWatch;
import io.tidemark.changes.watch.PolledPartitions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to poll and when to publish: a poll when it is due, a cycle when there is something
 * to publish and the last one started long enough ago. A time at which nothing is new costs a poll,
 * and starts nothing.
 */
final class Cycles {
  private final PartitionWatch watch;
  private final Duration every;
  private final Cycle cycle;
  private @Nullable Instant started;

  /** Publishes what polls found; returns when it is committed. */
  @FunctionalInterface
  interface Cycle {
    void run(PolledPartitions polled) throws IOException;
  }

  /**
   * A loop body.
   *
   * @param every least time between the starts of two cycles
   */
  Cycles(PartitionWatch watch, Duration every, Cycle cycle) {
    this.watch = watch;
    this.every = every;
    this.cycle = cycle;
  }

  /**
   * Does what is due.
   *
   * @return how long nothing more is due, from {@code now} on; null when all is done
   */
  @Nullable Duration step(Instant now) throws IOException {
    if (watch.untilDue(now).isZero()) {
      watch.poll(now);
    }
    if (watch.ready() && untilCycle(now).isZero()) {
      started = now;
      cycle.run(watch.take());
    }
    if (watch.done()) {
      return null;
    }
    Duration poll = watch.untilDue(now);
    Duration publish = watch.ready() ? untilCycle(now) : poll;
    return publish.compareTo(poll) < 0 ? publish : poll;
  }

  /** A clock that is set back makes a cycle due sooner, never later. */
  private Duration untilCycle(Instant now) {
    if (started == null) {
      return Duration.ZERO;
    }
    Duration since = Duration.between(started, now).abs();
    return since.compareTo(every) >= 0 ? Duration.ZERO : every.minus(since);
  }
}
