package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class WatchSettingsTest {
  private static final WatchSettings SETTINGS = WatchSettings.of("memory:test", WatchDriver.LAYOUT);

  @Test
  void every_problem_is_named_at_once() {
    Duration minus = Duration.ofSeconds(-1);

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WatchSettings(
                    "memory:test",
                    WatchDriver.LAYOUT,
                    WatchSettings.Publish.PARTITION,
                    new WatchSettings.Polling(Duration.ZERO, 0, 1),
                    new WatchSettings.Closing(minus, minus),
                    new WatchSettings.Late(
                        Duration.ofDays(40_000), WatchSettings.LatePolicy.INCLUDE, minus),
                    WatchStart.at(at("18:30:00")),
                    WatchSettings.CatchUp.EVERY,
                    WatchEnd.at(at("18:30:00"))));

    assertThat(
        refused.getMessage(),
        is(
            "Cannot watch memory:test: time between polls must be a millisecond or more, not PT0S;"
                + " limits of a poll must be 1 or more;"
                + " settle time must be from zero to 36500 days, not PT-1S;"
                + " watermark delay must be from zero to 36500 days, not PT-1S;"
                + " lateness must be from zero to 36500 days, not PT960000H;"
                + " lead must be from zero to 36500 days, not PT-1S;"
                + " it ends at 2026-05-04T18:30:00Z, not after it starts at 2026-05-04T18:30:00Z"));
  }

  @Test
  void settings_travel_to_workers() {
    WatchSettings settings =
        SETTINGS.withStart(WatchStart.LATEST).withEnd(WatchEnd.at(at("18:30:00")));

    WatchSettings there = SerializableUtils.clone(settings);

    assertThat(there, is(settings));
    assertThat(
        there.layout().partitionOf("p=20260504T1830/a"),
        is(settings.layout().partitionOf("p=20260504T1830/a")));
  }

  @Test
  void starts_and_ends_are_read_from_words_and_instants() {
    assertThat(WatchStart.parse("earliest"), is(WatchStart.EARLIEST));
    assertThat(WatchStart.parse("latest"), is(WatchStart.LATEST));
    assertThat(WatchStart.parse("2026-05-04T18:30:00Z"), is(WatchStart.at(at("18:30:00"))));
    assertThat(WatchEnd.parse("never"), is(WatchEnd.NEVER));
    assertThat(WatchEnd.parse("now"), is(WatchEnd.NOW));
    assertThat(WatchEnd.parse("2026-05-04T18:30:00Z"), is(WatchEnd.at(at("18:30:00"))));
  }

  @Test
  void other_words_are_refused_with_what_to_give() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> WatchStart.parse("oldest")).getMessage(),
        startsWith("Cannot start from 'oldest': give earliest, latest or an instant"));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> WatchEnd.parse("soon")).getMessage(),
        startsWith("Cannot run until 'soon': give now or an instant"));
  }
}
