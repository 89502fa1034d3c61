package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookoutTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path output;

  @Test
  void output_without_an_index_is_seen_as_such() {
    try (Lookout lookout = new Lookout(this::open, LONG)) {
      assertThat(lookout.get(), equalTo(Look.of(null, Head.NONE)));
    }
  }

  @Test
  void heartbeat_is_seen_with_its_run() throws IOException {
    Heartbeat beat = Beat.of(3).run("run-9").make();
    try (Lookout lookout = new Lookout(this::open, LONG);
        ObjectStore store = open()) {
      beat.write(store);

      assertThat(lookout.get().heartbeat(), equalTo(beat));
    }
  }

  @Test
  void store_is_opened_anew_after_a_failure() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    try (ObjectStore store = open();
        Lookout lookout =
            new Lookout(
                () -> {
                  if (opened.incrementAndGet() == 1) {
                    throw new StoreException(
                        StoreException.Kind.UNREACHABLE, "no route to host", null);
                  }
                  return open();
                },
                LONG)) {
      Look refused = lookout.get();
      store.put(Heartbeat.KEY, "{".getBytes(StandardCharsets.UTF_8));
      Look damaged = lookout.get();
      Beat.of(1).make().write(store);
      lookout.get();
      Look seen = lookout.get();

      assertThat(refused, equalTo(Look.unreadable("no route to host")));
      assertThat(damaged.unreadable(), containsString("Unexpected end-of-input"));
      assertThat(seen.unreadable(), nullValue());
      assertThat(opened.get(), equalTo(3));
    }
  }

  @Test
  void store_that_hangs_is_not_waited_for_and_not_asked_twice() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    try (Lookout lookout =
        new Lookout(
            () -> {
              opened.incrementAndGet();
              answers.await();
              return open();
            },
            Duration.ofMillis(10))) {
      Look first = lookout.get();
      Look second = lookout.get();
      answers.countDown();
      RealWatch.await("an answer", () -> lookout.get().unreadable() == null);

      assertThat(first, equalTo(Look.unreadable("no answer within 10ms")));
      assertThat(second, equalTo(first));
      assertThat(opened.get(), equalTo(1));
    }
  }

  private ObjectStore open() throws StoreException {
    return ObjectStores.open(output.toString(), PipelineOptionsFactory.create());
  }
}
