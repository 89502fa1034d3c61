package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of partitions that are closed. */
class PollerLateTest {
  private static final String P1630 = "p=20260504T1630/";
  private static final String P1640 = "p=20260504T1640/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @BeforeEach
  void close_1830() {
    watch.put(P1830 + "a");
    watch.pollAt("18:41:00");
    watch.pollAt("18:41:05");
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void late_objects_share_the_next_free_millisecond_and_step_the_watermark_over_it() {
    watch.put(P1830 + "b");
    assertThat(watch.pollAt("18:41:06"), contains("LATE p=20260504T1830/b 18:40:00.000"));
    watch.put(P1830 + "c");
    assertThat(watch.pollAt("18:41:10"), contains("LATE p=20260504T1830/c 18:40:00.000"));
    assertThat(watch.pollAt("18:41:14"), empty());

    assertThat(
        watch.pollAt("18:41:15"), contains("late closed 18:40:00.000 of 2 watermark 18:40:00.001"));
    watch.put(P1830 + "d");
    assertThat(watch.pollAt("18:41:16"), contains("LATE p=20260504T1830/d 18:40:00.001"));
  }

  @Test
  void late_group_moves_the_watermark_inside_an_open_partition_and_not_its_objects() {
    watch.put(P1840 + "a", P1830 + "b");
    assertThat(
        watch.pollAt("18:42:00"),
        contains("LATE p=20260504T1830/b 18:40:00.000", "ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(
        watch.pollAt("18:42:05"), contains("late closed 18:40:00.000 of 1 watermark 18:40:00.001"));
    watch.put(P1840 + "b");

    assertThat(watch.pollAt("18:42:06"), contains("ON_TIME p=20260504T1840/b 18:49:59.999"));
  }

  @Test
  void late_group_holds_the_watermark_when_a_newer_partition_comes() {
    watch.put(P1830 + "b");
    watch.pollAt("18:42:00");
    watch.put("p=20260504T1900/a");
    watch.pollAt("18:42:01");
    assertThat(watch.watermark(), is("18:40:00.000"));
    watch.put(P1830 + "c");
    assertThat(watch.pollAt("18:42:02"), contains("LATE p=20260504T1830/c 18:40:00.000"));

    assertThat(
        watch.pollAt("18:42:07"), contains("late closed 18:40:00.000 of 2 watermark 18:40:00.001"));
    assertThat(watch.watermark(), is("19:00:00.000"));
  }

  @Test
  void overwritten_object_of_a_closed_partition_is_late() {
    watch.store.put(P1830 + "a", "e2", 100);

    assertThat(watch.pollNext(), contains("LATE p=20260504T1830/a 18:40:00.000"));
  }

  @Test
  void late_group_does_not_hold_up_a_partition_that_closes() {
    watch.put(P1840 + "a");
    watch.pollAt("18:42:00");
    watch.put(P1830 + "b");

    assertThat(
        watch.pollAt("18:50:00"),
        contains(
            "LATE p=20260504T1830/b 18:40:00.000",
            "late closed 18:40:00.000 of 1 watermark 18:40:00.001",
            "closed 18:40:00.000 of 1 watermark 18:50:00.000"));
  }

  @Test
  void stream_of_late_objects_is_cut_after_ten_settle_times() {
    int closed = 0;
    watch.pollAt("18:41:59");
    for (int i = 0; i < 60; i++) {
      watch.put(P1830 + "late" + i);
      closed +=
          watch.pollNext().contains("late closed 18:40:00.000 of 51 watermark 18:40:00.001")
              ? 1
              : 0;
    }

    assertThat(closed, is(1));
    assertThat(watch.pollAll(), contains("late closed 18:40:00.001 of 9 watermark 18:40:00.002"));
  }

  @Test
  void late_objects_wait_when_the_milliseconds_of_a_partition_run_out() {
    watch.settings =
        WatchSettings.of(
                "memory:test", PartitionLayout.of("p={yyyyMMdd'T'HHmmss}", Duration.ofSeconds(1)))
            .withClosing(WatchDriver.closing(0, 0));
    watch.restart(watch.settings);
    watch.store.delete(P1830 + "a");
    watch.put("p=20260504T184000/a");
    watch.pollAt("18:45:00");
    for (int i = 0; i < 999; i++) {
      watch.put("p=20260504T184000/late" + i);
      assertThat(watch.pollNext().size(), is(2));
    }
    assertThat(watch.watermark(), is("18:40:01.999"));
    watch.put("p=20260504T184000/over");
    assertThat(watch.pollNext(), empty());
    watch.put("p=20260504T184001/a");

    assertThat(
        watch.pollAll(),
        contains(
            "ON_TIME p=20260504T184001/a 18:40:01.999",
            "closed 18:40:01.000 of 1 watermark 18:40:02.000",
            "LATE p=20260504T184000/over 18:40:02.000",
            "late closed 18:40:02.000 of 1 watermark 18:40:02.001"));
  }

  @Test
  void partition_older_than_the_lateness_is_not_listed() {
    watch.put(P1630 + "a", P1640 + "a");

    assertThat(watch.pollNext(), contains("LATE p=20260504T1640/a 18:40:00.000"));
  }

  @Test
  void diverted_and_dropped_objects_ride_the_same_way_under_their_own_name() {
    watch.settings = watch.settings.withLate(WatchDriver.late(LatePolicy.DIVERT));
    watch.put(P1830 + "b");
    assertThat(watch.pollNext(), contains("DIVERTED p=20260504T1830/b 18:40:00.000"));
    watch.settings = watch.settings.withLate(WatchDriver.late(LatePolicy.DROP));
    watch.put(P1830 + "c");
    assertThat(watch.pollNext(), contains("DROPPED p=20260504T1830/c 18:40:00.000"));

    assertThat(watch.pollAll(), hasItem("late closed 18:40:00.000 of 2 watermark 18:40:00.001"));
  }

  @Test
  void partition_older_than_the_first_one_found_is_late_when_it_comes_after() {
    watch.put("p=20260504T1820/a");

    assertThat(watch.pollNext(), contains("LATE p=20260504T1820/a 18:40:00.000"));
  }

  @Test
  void partition_after_the_watermark_that_was_passed_over_is_late_too() {
    watch.put("p=20260504T1900/a");
    watch.pollAt("19:05:00");
    assertThat(watch.watermark(), is("19:00:00.000"));
    watch.put("p=20260504T1850/a");

    assertThat(watch.pollNext(), contains("LATE p=20260504T1850/a 19:00:00.000"));
  }
}
