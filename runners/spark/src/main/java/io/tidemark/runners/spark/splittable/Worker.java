package io.tidemark.runners.spark.splittable;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of one seed in the background, one at a time, for a reader that must not wait.
 *
 * <p>A worker outlives its reader: see {@link Workers}.
 */
final class Worker<ElementT> {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final LiveFn<?, ?, ElementT> fn;
  private final Executor executor;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private @Nullable CompletableFuture<Step<ElementT>> call;
  private UUID at;
  private Object owner;
  private volatile boolean retired;

  Worker(LiveFn<?, ?, ElementT> fn, Executor executor, UUID at, Object owner) {
    this.fn = fn;
    this.executor = executor;
    this.at = at;
    this.owner = owner;
  }

  /** Whether a call from the state with this id is under way, or may be the next. */
  synchronized boolean isAt(UUID state) {
    return at.equals(state);
  }

  synchronized boolean belongsTo(Object reader) {
    return owner == reader;
  }

  synchronized void handTo(Object reader) {
    owner = reader;
  }

  /** Whether a call is under way, or its result not taken. */
  synchronized boolean busy() {
    return call != null;
  }

  /** Starts the next call from a state. Never with another one {@linkplain #busy under way}. */
  synchronized void start(SeedState<ElementT> state) {
    at = state.id();
    CompletableFuture<Step<ElementT>> next = new CompletableFuture<>();
    call = next;
    last = last.thenRunAsync(() -> run(state, next), executor);
  }

  /** The call if it has ended, well or not; to be {@linkplain #take taken}. */
  synchronized @Nullable CompletableFuture<Step<ElementT>> ended() {
    return call != null && call.isDone() ? call : null;
  }

  /** Takes note that the call's result has become the state with this id. */
  synchronized void take(UUID state) {
    call = null;
    at = state;
  }

  /** Lets a call under way end at its next claim, then tears the DoFn down. */
  synchronized void retire() {
    if (!retired) {
      retired = true;
      last = last.thenRunAsync(this::close, executor);
    }
  }

  @SuppressWarnings("CatchingUnchecked")
  private void run(SeedState<ElementT> state, CompletableFuture<Step<ElementT>> result) {
    try {
      result.complete(fn.call(state, () -> retired));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void close() {
    try {
      fn.close();
    } catch (RuntimeException e) {
      LOG.warn("@Teardown of {} failed; nothing depends on it", fn, e);
    }
  }
}
