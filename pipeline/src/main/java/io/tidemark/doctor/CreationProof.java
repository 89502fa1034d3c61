package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Put-if-absent has one winner, at once and later: what the commit of a snapshot rests on. Several
 * rounds, because a store that checks first and writes then lets two win only now and then.
 */
final class CreationProof implements StoreProof {
  private static final int WRITERS = 16;
  private static final int ROUNDS = 10;

  @Override
  public String about() {
    return "put-if-absent";
  }

  @Override
  public String proved() {
    return ROUNDS
        + " rounds of "
        + WRITERS
        + " writers at once on one key had one winner each, and refused a later attempt";
  }

  @Override
  public String advice() {
    return "Two runs, or a run and a retry, could overwrite each other's snapshot here; use a store"
        + " that keeps PutObject with If-None-Match: * (AWS S3 does)";
  }

  @Override
  public List<String> disprove(ObjectStore store) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<String> broken = new ArrayList<>();
    try {
      for (int round = 0; round < ROUNDS && broken.isEmpty(); round++) {
        race(store, threads, "create/" + round, broken);
      }
    } finally {
      threads.shutdownNow();
    }
    return broken;
  }

  private static void race(
      ObjectStore store, ExecutorService threads, String key, List<String> broken)
      throws IOException {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<Future<Boolean>> attempts = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      byte[] body = body(writer);
      attempts.add(threads.submit(() -> attempt(store, start, key, body)));
    }
    List<Integer> winners = winners(attempts);
    if (winners.size() != 1) {
      broken.add(
          winners.size() + " of " + WRITERS + " who created one key at once were told they did");
    } else if (!Arrays.equals(store.get(key), body(winners.get(0)))) {
      broken.add("the object holds other bytes than those of the writer who was told it won");
    }
    byte[] held = store.get(key);
    if (store.putIfAbsent(key, body(WRITERS)) || !Arrays.equals(store.get(key), held)) {
      broken.add("a key that was taken was written again: the store ignores If-None-Match");
    }
  }

  private static byte[] body(int writer) {
    return ("writer " + writer).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean attempt(ObjectStore store, CyclicBarrier start, String key, byte[] body)
      throws StoreException, InterruptedException, BrokenBarrierException {
    start.await();
    return store.putIfAbsent(key, body);
  }

  /** Waits for all, so that none writes any more once the race is over. */
  private static List<Integer> winners(List<Future<Boolean>> attempts) throws IOException {
    List<Integer> winners = new ArrayList<>();
    IOException failed = null;
    for (int writer = 0; writer < WRITERS; writer++) {
      try {
        if (attempts.get(writer).get()) {
          winners.add(writer);
        }
      } catch (ExecutionException e) {
        failed =
            e.getCause() instanceof StoreException refused
                ? refused
                : new IOException("A writer failed: " + e.getCause(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while 16 writers raced", e);
      }
    }
    if (failed != null) {
      throw failed;
    }
    return winners;
  }
}
