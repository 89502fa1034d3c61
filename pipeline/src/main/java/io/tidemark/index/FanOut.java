package io.tidemark.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs calls side by side and gives their results in order. */
final class FanOut {
  /** Requests to a store wait for the network, so there can be more of them than processors. */
  static final int REQUESTS = 16;

  static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private FanOut() {}

  /** One call of a fan-out. */
  @FunctionalInterface
  interface Call<A, R> {
    R on(A argument) throws IOException;
  }

  /**
   * Calls {@code call} on every argument, at most {@code width} at a time. Returns only after all
   * of them have ended; when any failed, throws what the first of them in order threw.
   */
  static <A, R> List<R> over(List<A> arguments, int width, Call<A, R> call) throws IOException {
    int threads = Math.min(width, arguments.size());
    if (threads <= 1) {
      List<R> results = new ArrayList<>();
      for (A argument : arguments) {
        results.add(call.on(argument));
      }
      return results;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, FanOut::daemon);
    try {
      List<Callable<R>> calls = new ArrayList<>();
      for (A argument : arguments) {
        calls.add(() -> call.on(argument));
      }
      return results(pool.invokeAll(calls));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading the index", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> List<R> results(List<Future<R>> futures)
      throws IOException, InterruptedException {
    List<R> results = new ArrayList<>();
    @Nullable Throwable failure = null;
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      }
    }
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
    return results;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "tidemark-index-reader");
    thread.setDaemon(true);
    return thread;
  }
}
