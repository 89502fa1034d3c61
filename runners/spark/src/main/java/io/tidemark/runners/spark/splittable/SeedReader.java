package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes from one seed, without ever waiting: hands out the outputs of the last call one
 * by one, then has a worker make the next call when that is due.
 *
 * <p>The state moves on only when a call's result is taken. Until then a mark shows where the call
 * started, so a call that gets lost is made again, and its outputs are neither lost nor doubled.
 */
final class SeedReader<ElementT> {
  private final Workers.Seed seed;
  private final Supplier<LiveFn<?, ?, ElementT>> fn;
  private final String name;
  private final Clock clock;
  private final Executor executor;
  private SeedState<ElementT> state;
  private Worker<ElementT> worker;
  private int delivered;
  private @Nullable TimestampedValue<ElementT> current;

  SeedReader(
      Workers.Seed seed,
      SeedState<ElementT> state,
      Supplier<LiveFn<?, ?, ElementT>> fn,
      Splittable<?, ?, ElementT> splittable,
      Executor executor) {
    this.seed = seed;
    this.state = state;
    this.fn = fn;
    this.name = splittable.name();
    this.clock = splittable.limits().clock();
    this.executor = executor;
    this.worker = Workers.claim(seed, state, this, fn, executor);
  }

  /**
   * Goes to the next output if there is one by now.
   *
   * @throws IOException if the DoFn has failed: once for each failed call. The next advance makes
   *     the call again, from the same state, with a new instance
   */
  boolean advance() throws IOException {
    if (deliver()) {
      return true;
    }
    current = null;
    if (state.done()) {
      return false;
    }
    if (!worker.belongsTo(this) || !worker.isAt(state.id())) {
      worker = Workers.claim(seed, state, this, fn, executor);
    }
    CompletableFuture<Step<ElementT>> ended = worker.ended();
    if (ended != null) {
      take(ended);
      if (deliver()) {
        return true;
      }
    }
    if (!state.done() && !worker.busy() && clock.millis() >= state.resumeAt()) {
      worker.start(state);
    }
    return false;
  }

  TimestampedValue<ElementT> current() {
    if (current == null) {
      throw new NoSuchElementException("The last advance() has found nothing");
    }
    return current;
  }

  /** All up to the current output is delivered; nothing else happens. */
  SeedState<ElementT> mark() {
    return state.delivered(delivered);
  }

  /** What no later output of this seed is behind, unless the DoFn itself is late. */
  Instant watermark() {
    if (delivered < state.undelivered().size()) {
      return state.held();
    }
    return state.watermark();
  }

  /** Reads on from another state. */
  void moveTo(SeedState<ElementT> other) {
    state = other;
    delivered = 0;
    current = null;
  }

  void close() {
    Workers.release(seed, worker, this);
  }

  private boolean deliver() {
    if (delivered == state.undelivered().size()) {
      return false;
    }
    current = state.undelivered().get(delivered++);
    return true;
  }

  private void take(CompletableFuture<Step<ElementT>> ended) throws IOException {
    Throwable failure = failure(ended);
    if (failure != null) {
      worker.take(state.id());
      throw new IOException(
          "Cannot read on: the splittable DoFn "
              + name
              + " failed: "
              + failure
              + ". The call is made again from where it started if the runner tries again",
          failure);
    }
    Step<ElementT> step = ended.join();
    state = state.after(step);
    delivered = 0;
    worker.take(state.id());
    if (MetricsEnvironment.getCurrentContainer() instanceof MetricsContainerImpl container) {
      container.update(step.metrics());
    }
  }

  private static @Nullable Throwable failure(CompletableFuture<?> ended) {
    if (!ended.isCompletedExceptionally()) {
      return null;
    }
    Throwable failure = ended.handle((step, thrown) -> thrown).join();
    if (failure instanceof UserCodeException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure;
  }
}
