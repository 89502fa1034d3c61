package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.changes.watch.PartitionWatch;
import io.tidemark.changes.watch.ResumeSource;
import io.tidemark.changes.watch.Supervision;
import io.tidemark.changes.watch.WatchEnd;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.Publish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CyclesTest {
  private static final Instant START = Instant.parse("2026-05-04T18:31:00Z");
  private static final Duration EVERY = Duration.ofSeconds(2);

  @TempDir Path input;
  private final List<String> cycles = new ArrayList<>();
  private WatchSettings settings;
  private Instant now = START;

  @BeforeEach
  void settings() {
    PartitionLayout layout = PartitionLayout.of("p={yyyyMMdd'T'HHmm}", Duration.ofMinutes(10));
    settings =
        WatchSettings.of(input.toString(), layout)
            .withPublish(Publish.ARRIVAL)
            .withPolling(new WatchSettings.Polling(Duration.ofMillis(500), 10_000, 1L << 30));
  }

  @Test
  void a_time_with_nothing_new_starts_no_cycle() throws IOException {
    try (PartitionWatch watch = watch()) {
      Cycles loop = new Cycles(watch, EVERY, polled -> cycles.add("cycle"));

      Duration pause = loop.step(now);

      assertThat(cycles, is(empty()));
      assertThat(pause, is(settings.polling().every()));
    }
  }

  @Test
  void cycles_start_so_far_apart_and_polls_go_on_between_them() throws IOException {
    try (PartitionWatch watch = watch()) {
      Cycles loop = new Cycles(watch, EVERY, polled -> cycles.add("+" + since()));
      List<String> pauses = new ArrayList<>();

      for (int step = 0; step < 9; step++) {
        put("p=20260504T1830/" + step);
        Duration pause = loop.step(now);
        pauses.add(String.valueOf(pause.toMillis()));
        now = now.plus(pause);
      }

      assertThat(cycles, contains("+0", "+2000", "+4000"));
      assertThat(pauses.stream().distinct().toList(), contains("500"));
    }
  }

  @Test
  void a_clock_set_back_does_not_hold_up_the_next_cycle() throws IOException {
    try (PartitionWatch watch = watch()) {
      Cycles loop = new Cycles(watch, EVERY, polled -> cycles.add("+" + since()));
      put("p=20260504T1830/a");
      loop.step(now);

      now = START.minusSeconds(3600);
      put("p=20260504T1830/b");
      loop.step(now);

      assertThat(cycles, contains("+0", "+-3600000"));
    }
  }

  @Test
  void cycles_are_done_when_the_watch_is_and_all_is_published() throws IOException {
    settings = settings.withEnd(WatchEnd.NOW);
    try (PartitionWatch watch = watch()) {
      Cycles loop = new Cycles(watch, Duration.ZERO, polled -> cycles.add("cycle"));
      put("p=20260504T1830/a");

      Duration pause = Duration.ZERO;
      for (int step = 0; step < 10 && pause != null; step++) {
        pause = loop.step(now);
      }

      assertThat(pause, is(nullValue()));
      assertThat(cycles.isEmpty(), is(false));
    }
  }

  private PartitionWatch watch() throws IOException {
    return PartitionWatch.open(
        settings,
        ResumeSource.NONE,
        Duration.ofSeconds(1),
        Supervision.NONE,
        PipelineOptionsFactory.create());
  }

  private long since() {
    return Duration.between(START, now).toMillis();
  }

  private void put(String key) throws IOException {
    Path file = input.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
  }
}
