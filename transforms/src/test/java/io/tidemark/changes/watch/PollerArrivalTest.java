package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static io.tidemark.changes.watch.WatchDriver.time;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.StoreException;
import org.junit.jupiter.api.Test;

/** Publishing by arrival: event time is the time of the poll. */
class PollerArrivalTest {
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private final WatchDriver watch =
      new WatchDriver(WatchDriver.settings().withPublish(WatchSettings.Publish.ARRIVAL));

  @Test
  void objects_and_closings_carry_the_time_of_the_poll() {
    watch.put(P1830 + "a");

    assertThat(watch.pollAt("18:45:00.250"), contains("ON_TIME p=20260504T1830/a 18:45:00.250"));
    assertThat(
        watch.pollAt("18:45:06"), contains("closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(watch.all.get(1).eventTime(), is(at("18:45:06")));
  }

  @Test
  void watermark_runs_ahead_to_the_next_poll_even_when_nothing_comes() {
    watch.pollAt("18:45:00");
    assertThat(time(watch.horizon.outputWatermark()), is("18:45:01.000"));

    watch.pollAt("18:45:01");
    assertThat(time(watch.horizon.outputWatermark()), is("18:45:02.000"));
  }

  @Test
  void clock_set_back_neither_turns_event_time_back_nor_halts_it() {
    watch.pollAt("18:45:00");
    watch.put(P1830 + "a", P1840 + "a");
    watch.pollAt("17:45:00");
    watch.put(P1840 + "b");

    assertThat(watch.pollAt("17:45:01"), contains("ON_TIME p=20260504T1840/b 18:45:02.000"));
    assertThat(time(watch.horizon.outputWatermark()), is("18:45:03.000"));
  }

  @Test
  void late_objects_are_named_late_and_publish_at_once_without_a_group() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");
    watch.put(P1830 + "b");

    assertThat(watch.pollAt("18:45:06"), contains("LATE p=20260504T1830/b 18:45:06.000"));
    assertThat(watch.pollAll(), empty());
  }

  @Test
  void watermark_goes_on_while_the_store_is_away() {
    watch.pollAt("18:45:00");
    watch.store.trouble(StoreException.Kind.UNREACHABLE);

    watch.pollAt("18:46:00");

    assertThat(time(watch.horizon.outputWatermark()), is("18:46:01.000"));
  }

  @Test
  void resumed_watermark_in_the_future_of_the_clock_does_not_become_event_time() {
    watch.put(P1840 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00")));

    assertThat(watch.pollAt("12:00:00"), contains("ON_TIME p=20260504T1840/a 12:00:00.000"));
    assertThat(watch.watermark(), is("18:40:00.000"));
  }
}
