package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Watches that end by themselves. */
class PollerEndTest {
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final String P1850 = "p=20260504T1850/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void until_now_takes_what_is_there_without_waiting_and_is_done() {
    watch.restart(watch.settings.withEnd(WatchEnd.NOW));
    watch.put(P1830 + "a", P1840 + "a");

    assertThat(
        watch.pollAt("18:45:00"),
        contains(
            "ON_TIME p=20260504T1830/a 18:39:59.999",
            "ON_TIME p=20260504T1840/a 18:49:59.999",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000",
            "closed 18:40:00.000 of 1 watermark 18:50:00.000"));
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_now_goes_on_at_once_from_limit_to_limit_and_closes_what_it_has_passed() {
    watch.restart(
        watch.settings.withEnd(WatchEnd.NOW).withPolling(WatchDriver.polling(2, Long.MAX_VALUE)));
    watch.put(P1830 + "a", P1840 + "a", P1840 + "b", P1840 + "c", P1850 + "a");

    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1830/a 18:39:59.999",
            "ON_TIME p=20260504T1840/a 18:49:59.999",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(Poller.untilDue(watch.horizon, watch.settings, watch.now), is(Duration.ZERO));
    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1840/b 18:49:59.999",
            "ON_TIME p=20260504T1840/c 18:49:59.999",
            "closed 18:40:00.000 of 3 watermark 18:50:00.000"));
    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1850/a 18:59:59.999",
            "closed 18:50:00.000 of 1 watermark 19:00:00.000"));
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_now_of_nothing_is_done_at_once() {
    watch.restart(watch.settings.withEnd(WatchEnd.NOW));

    assertThat(watch.poll(), empty());
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_now_skips_to_the_latest_when_told_to() {
    watch.restart(watch.settings.withEnd(WatchEnd.NOW).withCatchUp(WatchSettings.CatchUp.LATEST));
    watch.put(P1830 + "a", P1840 + "a");

    assertThat(
        watch.poll(),
        contains(
            "OWED 18:30:00.000 to 18:40:00.000 covering 0 in 18:39:59.999",
            "ON_TIME p=20260504T1840/a 18:49:59.999",
            "closed 18:40:00.000 of 1 watermark 18:50:00.000",
            "COUNTED 18:30:00.000 to 18:40:00.000 1 of 100 bytes covering 0 in 18:50:00.000"));
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_an_instant_never_reads_what_starts_at_or_after_it() {
    watch.restart(watch.settings.withEnd(WatchEnd.at(at("18:40:00"))));
    watch.put(P1830 + "a", P1840 + "a");
    assertThat(watch.pollAt("18:45:00"), contains("ON_TIME p=20260504T1830/a 18:39:59.999"));
    assertThat(watch.horizon.done(), is(false));

    assertThat(
        watch.pollAt("18:45:05"), contains("closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_an_instant_waits_for_a_partition_that_may_still_come() {
    watch.restart(watch.settings.withEnd(WatchEnd.at(at("18:50:00"))));
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");
    watch.pollAt("18:50:04");
    assertThat(watch.horizon.done(), is(false));

    watch.pollAt("18:50:05");
    assertThat(watch.horizon.done(), is(true));
  }

  @Test
  void until_an_instant_ends_when_a_newer_partition_shows_that_none_will_come() {
    watch.restart(watch.settings.withEnd(WatchEnd.at(at("18:50:00"))));
    watch.put(P1830 + "a", P1850 + "a");
    watch.pollAt("18:20:00");
    assertThat(watch.horizon.done(), is(false));

    watch.pollAt("18:20:05");
    assertThat(watch.horizon.done(), is(true));
  }
}
