package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import io.tidemark.watchdog.FakeRun.Way;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealProcessTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path output;

  @Test
  void process_that_dies_is_started_until_the_budget_is_spent() throws Exception {
    try (RealWatch watch = watch(Way.DIES, LONG)) {
      assertThat(watch.exitCode(), equalTo(1));
      assertThat(FakeRun.starts(output), hasSize(4));
      assertThat(watch.told("no more than 3 restarts"), equalTo(1L));
    }
  }

  @Test
  void process_that_hangs_is_killed_and_started_again() throws Exception {
    try (RealWatch watch = watch(Way.HANGS, Duration.ofMillis(200))) {
      assertThat(watch.exitCode(), equalTo(1));
      assertThat(FakeRun.starts(output), hasSize(4));
      assertThat(watch.told("\"event\":\"kill\""), equalTo(4L));
    }
  }

  @Test
  void process_that_works_is_left_alone_and_stopped_in_the_end() throws Exception {
    try (RealWatch watch = watch(Way.WORKS, LONG)) {
      RealWatch.await("idle", () -> watch.told("\"verdict\":\"IDLE\"") == 1);

      assertThat(watch.stop(), equalTo(0));
      assertThat(watch.exitCode(), equalTo(0));
      assertThat(FakeRun.starts(output), hasSize(1));
      assertThat(lives(0), equalTo(false));
    }
  }

  @Test
  void process_that_does_not_listen_is_killed_when_the_watchdog_ends() throws Exception {
    WatchdogSettings settings = RealWatch.settings(Duration.ofMillis(300), LONG, null, 0);
    try (RealWatch watch = RealWatch.start(output, Way.DEAF, settings)) {
      RealWatch.await("idle", () -> watch.told("\"verdict\":\"IDLE\"") == 1);

      assertThat(watch.stop(), equalTo(0));
      assertThat(watch.told("it has not ended after 300ms"), greaterThanOrEqualTo(1L));
      assertThat(lives(0), equalTo(false));
    }
  }

  @Test
  void process_that_grows_is_started_anew_without_end() throws Exception {
    WatchdogSettings settings = RealWatch.settings(LONG, LONG, null, 10);
    try (RealWatch watch = RealWatch.start(output, Way.GROWS, settings)) {
      RealWatch.await("restarts", () -> FakeRun.starts(output).size() >= 6);

      assertThat(watch.told("its heap after collections grew"), greaterThanOrEqualTo(5L));
      assertThat(watch.told("\"event\":\"kill\""), equalTo(0L));
    }
  }

  @Test
  void process_is_started_anew_on_schedule() throws Exception {
    WatchdogSettings settings = RealWatch.settings(LONG, LONG, Duration.ofMillis(500), 0);
    try (RealWatch watch = RealWatch.start(output, Way.WORKS, settings)) {
      RealWatch.await("restarts", () -> watch.told("\"event\":\"start\"") >= 5);

      assertThat(watch.told("it ran for 500ms"), greaterThanOrEqualTo(4L));
    }
  }

  @Test
  void process_that_ends_or_refuses_ends_the_watchdog() throws Exception {
    try (RealWatch ends = watch(Way.ENDS, LONG)) {
      assertThat(ends.exitCode(), equalTo(0));
    }
    try (RealWatch refuses = watch(Way.REFUSES, LONG)) {
      assertThat(refuses.exitCode(), equalTo(2));
    }
    assertThat(FakeRun.starts(output), hasSize(2));
  }

  private RealWatch watch(Way way, Duration stallAfter) {
    return RealWatch.start(output, way, RealWatch.settings(LONG, stallAfter, null, 0));
  }

  private boolean lives(int start) throws Exception {
    long pid = Long.parseLong(FakeRun.starts(output).get(start));
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
