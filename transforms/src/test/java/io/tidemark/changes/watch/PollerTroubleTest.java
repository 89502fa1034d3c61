package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoreException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that fail and clocks that jump. */
class PollerTroubleTest {
  private static final String P1830 = "p=20260504T1830/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void failed_poll_loses_nothing_and_holds_the_watermark() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.put(P1830 + "b");
    watch.store.trouble(Kind.UNREACHABLE);

    assertThat(watch.pollAt("18:46:00"), empty());
    assertThat(failure(), is(Kind.UNREACHABLE));
    assertThat(watch.horizon.pace().failures(), is(1));
    assertThat(watch.watermark(), is("18:30:00.000"));
    watch.store.trouble(null);
    assertThat(watch.pollAt("18:47:00"), contains("ON_TIME p=20260504T1830/b 18:39:59.999"));
    assertThat(watch.last().failure(), nullValue());
    assertThat(watch.horizon.pace().failures(), is(0));
  }

  @Test
  void partition_is_not_settled_by_polls_that_failed() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.store.trouble(Kind.UNREACHABLE);
    watch.pollAt("18:45:30");
    watch.put(P1830 + "b");
    watch.store.trouble(null);

    assertThat(watch.pollAt("18:45:31"), contains("ON_TIME p=20260504T1830/b 18:39:59.999"));
  }

  @Test
  void unreachable_store_at_the_first_poll_is_waited_for() {
    watch.store.trouble(Kind.UNREACHABLE);
    watch.put(P1830 + "a");
    assertThat(watch.pollAt("18:45:00"), empty());
    watch.store.trouble(null);

    assertThat(watch.pollAt("18:45:01"), contains("ON_TIME p=20260504T1830/a 18:39:59.999"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DENIED", "NOT_FOUND", "REFUSED"})
  void input_that_was_never_readable_fails_the_watch(Kind kind) {
    watch.store.trouble(kind);

    StoreException failed = assertThrows(StoreException.class, this::pollOnce);

    assertThat(failed.kind(), is(kind));
    assertThat(
        failed.getMessage(),
        is("Cannot watch partitions under memory:test: Cannot list memory:test: " + kind));
  }

  @Test
  void input_that_was_readable_once_is_waited_for_whatever_the_trouble() {
    watch.pollAt("18:45:00");
    watch.store.trouble(Kind.DENIED);

    assertThat(watch.pollAt("18:45:01"), empty());
    assertThat(failure(), is(Kind.DENIED));
  }

  @Test
  void watch_that_is_to_end_now_gives_up_after_three_polls() {
    watch.restart(watch.settings.withEnd(WatchEnd.NOW));
    watch.store.trouble(Kind.UNREACHABLE);
    watch.pollNext();
    assertThat(
        Poller.untilDue(watch.horizon, watch.settings, watch.now), is(Duration.ofSeconds(1)));
    watch.pollNext();

    assertThrows(StoreException.class, this::pollOnce);
  }

  @Test
  void poll_is_due_after_the_poll_interval_and_not_before() {
    watch.pollAt("18:45:00");

    assertThat(due("18:45:00"), is(Duration.ofSeconds(1)));
    assertThat(due("18:45:00.400"), is(Duration.ofMillis(600)));
    assertThat(due("18:45:01"), is(Duration.ZERO));
    assertThat(due("19:45:01"), is(Duration.ZERO));
  }

  @Test
  void clock_set_back_delays_a_poll_by_less_than_an_interval_or_makes_it_due() {
    watch.pollAt("18:45:00");

    assertThat(due("18:44:59.500"), is(Duration.ofSeconds(1)));
    assertThat(due("18:44:59"), is(Duration.ZERO));
    assertThat(due("17:45:00"), is(Duration.ZERO));
  }

  @Test
  void clock_that_runs_backwards_polls_once_an_interval() {
    watch.pollAt("18:45:00");
    int polls = 0;
    for (int millis = 1; millis <= 10_000; millis++) {
      watch.now = at("18:45:00").minusMillis(millis);
      if (Poller.untilDue(watch.horizon, watch.settings, watch.now).isZero()) {
        watch.poll();
        polls++;
      }
    }

    assertThat(polls, is(10));
  }

  @Test
  void partition_settles_by_the_time_that_passed_when_the_clock_was_set_back() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:41:00");
    assertThat(watch.pollAt("18:41:04"), empty());

    assertThat(
        watch.pollAt("18:41:05"), contains("closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    watch.pollAt("12:00:00");
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  private Kind failure() {
    return Objects.requireNonNull(watch.last().failure()).kind();
  }

  private Duration due(String time) {
    Instant now = at(time);
    return Poller.untilDue(watch.horizon, watch.settings, now);
  }

  private void pollOnce() throws StoreException {
    new Poller(watch.settings, watch.store).poll(watch.horizon, watch.now);
  }
}
