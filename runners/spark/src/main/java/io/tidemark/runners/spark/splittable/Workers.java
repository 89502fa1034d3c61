package io.tidemark.runners.spark.splittable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The workers of this JVM, one a seed at most.
 *
 * <p>Spark makes a new reader whenever a batch comes later than one and a half intervals after the
 * one before, and closes the old one after that. If a call died with its reader, a call that takes
 * longer than a read would be started anew in each batch and never end while batches are slow. So a
 * new reader takes over the worker of the old one, with the call under way, if it starts from the
 * very state that the call started from; the ids of states tell. Any other worker of the seed is
 * retired.
 */
final class Workers {
  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final ExecutorService THREAD_POOL = Executors.newCachedThreadPool(Workers::thread);
  private static final ConcurrentMap<Seed, Worker<?>> ALL = new ConcurrentHashMap<>();

  /** A seed of a source, by the id of the source and its place there. */
  record Seed(String source, int number) {}

  private Workers() {}

  /** Threads for calls: as many as there are calls under way; none keeps the JVM alive. */
  static Executor threads() {
    return THREAD_POOL;
  }

  /** The worker for a reader that is at the given state. */
  @SuppressWarnings("unchecked")
  static <ElementT> Worker<ElementT> claim(
      Seed seed,
      SeedState<ElementT> state,
      Object reader,
      Supplier<LiveFn<?, ?, ElementT>> fn,
      Executor executor) {
    return (Worker<ElementT>)
        ALL.compute(
            seed,
            (key, worker) -> {
              if (worker != null && worker.isAt(state.id())) {
                worker.handTo(reader);
                return worker;
              }
              if (worker != null) {
                worker.retire();
              }
              return new Worker<>(fn.get(), executor, state.id(), reader);
            });
  }

  /** Ends a reader's hold on a worker. With a call under way it stays for the next reader. */
  static void release(Seed seed, Worker<?> worker, Object reader) {
    ALL.computeIfPresent(
        seed,
        (key, current) -> {
          if (current != worker || !worker.belongsTo(reader) || worker.busy()) {
            return current;
          }
          worker.retire();
          return null;
        });
  }

  /** Retires all. Readers that are still used get new ones. */
  static void retireAll() {
    for (Seed seed : ALL.keySet()) {
      Worker<?> worker = ALL.remove(seed);
      if (worker != null) {
        worker.retire();
      }
    }
  }

  private static Thread thread(Runnable call) {
    Thread thread = new Thread(call, "splittable-dofn-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
