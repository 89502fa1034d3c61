package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds while many write at once. */
interface RaceClauses extends StoreRoot {
  int WRITERS = 16;

  /** Rounds of the race for one key; a store where a round is slow takes fewer. */
  default int rounds() {
    return 100;
  }

  @Test
  default void of_many_who_create_a_key_at_once_exactly_one_wins() throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<Callable<List<Boolean>>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      byte[] body = bytes("writer " + writer);
      writers.add(
          () -> {
            List<Boolean> wins = new ArrayList<>();
            try (ObjectStore store = open()) {
              for (int round = 0; round < rounds(); round++) {
                start.await();
                wins.add(store.putIfAbsent("race/" + round, body));
              }
            }
            return wins;
          });
    }

    List<List<Boolean>> wins = together(writers);

    try (ObjectStore store = open()) {
      for (int round = 0; round < rounds(); round++) {
        List<String> winners = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          if (wins.get(writer).get(round)) {
            winners.add("writer " + writer);
          }
        }
        String held =
            new String(store.get("race/" + round), java.nio.charset.StandardCharsets.UTF_8);
        assertThat("round " + round, winners, contains(held));
      }
    }
  }

  @Test
  default void readers_see_only_whole_objects_while_they_are_replaced() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> writer =
        () -> {
          try (ObjectStore store = open()) {
            for (int i = 1; i <= 60; i++) {
              store.put("torn/k", body(i));
            }
            return 60;
          } finally {
            done.set(true);
          }
        };
    Callable<Integer> reader =
        () -> {
          int seen = 0;
          try (ObjectStore store = open()) {
            while (!done.get()) {
              List<StoredObject> listed = store.list("", "", 10);
              if (!listed.isEmpty()) {
                byte[] read = store.get("torn/k");
                assertThat(StoreRoot.keys(listed), contains("torn/k"));
                assertThat(read.length, equalTo(body(read[0]).length));
                assertThat(read, is(body(read[0])));
                seen++;
              }
            }
          }
          return seen;
        };

    together(List.of(writer, reader, reader));

    try (ObjectStore store = open()) {
      assertThat(store.get("torn/k"), is(body(60)));
    }
  }

  /** Each version has its own length and its own bytes. */
  private static byte[] body(int version) {
    byte[] body = new byte[10_000 + 1000 * version];
    Arrays.fill(body, (byte) version);
    return body;
  }

  static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
