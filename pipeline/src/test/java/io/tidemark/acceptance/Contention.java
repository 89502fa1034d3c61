package io.tidemark.acceptance;

import io.tidemark.acceptance.StoreDoor.Fate;
import io.tidemark.acceptance.StoreDoor.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Two writers of one index, each behind a door: some of their writes are held until the other one
 * has written a snapshot, and the answers to some get lost. Which ones, a seed decides.
 */
final class Contention {
  /** A writer that is held goes on after so long, should the other have nothing to write. */
  private static final long PATIENCE_MILLIS = 150;

  /** The first one to write waits so long for the other, at most. */
  private static final long START_MILLIS = 10_000;

  private static final String FIRST = "/00000000000000000001.json";
  private static final int MOST_LOST_ANSWERS = 2;

  private final List<Writer> writers = new ArrayList<>();
  private final Random random;

  Contention(long seed) {
    this.random = new Random(seed);
  }

  /** A guard for the next writer. */
  synchronized Writer writer() {
    Writer writer = new Writer();
    writers.add(writer);
    return writer;
  }

  /** One of the writers. */
  final class Writer implements StoreDoor.Guard {
    private final Map<String, Integer> lost = new HashMap<>();
    private int snapshots;
    private final Set<String> won = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private boolean writes;
    private boolean held;
    private boolean over;

    @Override
    public Fate meet(Request request) {
      boolean snapshot = request.path().contains("/output/snapshots/");
      if (!request.method().equals("PUT") || !request.path().contains("/output/")) {
        return Fate.PASSES;
      }
      synchronized (Contention.this) {
        if (!writes && !request.path().endsWith(FIRST)) {
          writes = true;
          hold(other -> other.writes, START_MILLIS);
        }
        if (random.nextInt(snapshot ? 2 : 8) == 0) {
          int enough = other().snapshots + 1 + random.nextInt(2);
          hold(other -> other.snapshots >= enough || other.held, PATIENCE_MILLIS);
        }
        boolean loses =
            random.nextInt(snapshot ? 3 : 10) == 0
                && lost.merge(request.path(), 1, Integer::sum) <= MOST_LOST_ANSWERS;
        return loses ? Fate.LOSES_ITS_ANSWER : Fate.PASSES;
      }
    }

    @Override
    public void answered(Request request, int status) {
      if (request.method().equals("PUT") && request.path().contains("/output/snapshots/")) {
        synchronized (Contention.this) {
          if (status / 100 == 2) {
            snapshots++;
            won.add(request.path());
          } else if (status == 412) {
            refused.add(request.path());
          }
          Contention.this.notifyAll();
        }
      }
    }

    /** It writes no more. */
    void over() {
      synchronized (Contention.this) {
        over = true;
        Contention.this.notifyAll();
      }
    }

    /** How often the other one had written the version it wanted; but for who made the index. */
    long conflicts() {
      synchronized (Contention.this) {
        return refused.stream()
            .filter(path -> !path.endsWith(FIRST) && other().won.contains(path))
            .count();
      }
    }

    private Writer other() {
      return writers.get(0) == this ? writers.get(1) : writers.get(0);
    }

    /** Waits until the other one is so, or done, or time is up. */
    private void hold(Predicate<Writer> until, long patienceMillis) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      held = true;
      Contention.this.notifyAll();
      try {
        while (!until.test(other()) && !other().over && System.nanoTime() < end) {
          Contention.this.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        held = false;
        Contention.this.notifyAll();
      }
    }
  }
}
