package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.watch.WatchSettings.CatchUp;
import org.junit.jupiter.api.Test;

/** Where a watch begins: fresh, resumed, or skipping ahead. */
class PollerResumeTest {
  private static final String P1630 = "p=20260504T1630/";
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final String P1850 = "p=20260504T1850/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void committed_objects_do_not_come_again_and_the_watermark_goes_on() {
    watch.put(P1830 + "a", P1840 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00"), P1830 + "a"));

    assertThat(watch.poll(), contains("ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void watch_that_finds_all_committed_takes_the_watermark_over() {
    watch.put(P1830 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00"), P1830 + "a"));

    assertThat(watch.poll(), empty());
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void partition_that_was_committed_and_not_closed_is_closed_without_a_new_object() {
    watch.put(P1820 + "a", P1830 + "a");
    watch.restart(
        watch.settings, watch.committed(at("18:30:00"), at("16:30:00"), P1820 + "a", P1830 + "a"));

    assertThat(watch.pollAt("18:45:00"), empty());
    assertThat(
        watch.pollAt("18:45:05"), contains("closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(watch.pollAt("18:45:10"), empty());
  }

  @Test
  void objects_committed_before_any_closing_have_their_partitions_closed() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "b");
    watch.restart(watch.settings, watch.committed(null, null, P1820 + "a", P1830 + "a"));

    assertThat(watch.pollAt("18:45:00"), contains("ON_TIME p=20260504T1840/b 18:49:59.999"));
    assertThat(watch.watermark(), is("18:20:00.000"));
    assertThat(
        watch.pollAt("18:45:05"),
        contains(
            "closed 18:20:00.000 of 1 watermark 18:30:00.000",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
  }

  @Test
  void uncommitted_objects_found_by_the_first_poll_are_on_time_with_the_watermark_set_back() {
    watch.put(P1820 + "a", P1820 + "b", P1830 + "a", P1840 + "a");
    watch.restart(
        watch.settings, watch.committed(at("18:40:00"), at("16:40:00"), P1820 + "a", P1830 + "a"));

    assertThat(
        watch.pollAt("18:45:00"),
        contains(
            "ON_TIME p=20260504T1820/b 18:29:59.999", "ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(watch.watermark(), is("18:20:00.000"));
    assertThat(
        watch.pollAt("18:45:05"), contains("closed 18:20:00.000 of 2 watermark 18:40:00.000"));
  }

  @Test
  void objects_that_come_after_the_first_poll_follow_the_late_rules() {
    watch.put(P1830 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00"), P1830 + "a"));
    watch.pollNext();
    watch.put(P1830 + "b");

    assertThat(watch.pollNext(), contains("LATE p=20260504T1830/b 18:40:00.000"));
  }

  @Test
  void other_version_of_a_committed_object_is_new() {
    watch.store.put(P1830 + "a", "e2", 100);
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00"), P1830 + "a"));

    assertThat(watch.poll(), contains("ON_TIME p=20260504T1830/a 18:39:59.999"));
  }

  @Test
  void nothing_at_or_below_the_floor_is_listed() {
    watch.put(P1630 + "a", P1820 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00"), at("16:40:00")));

    assertThat(watch.poll(), contains("ON_TIME p=20260504T1820/a 18:29:59.999"));
  }

  @Test
  void watermark_inside_a_partition_is_kept_when_only_that_partition_is_uncommitted() {
    watch.put(P1830 + "a", P1840 + "a");
    watch.restart(watch.settings, watch.committed(at("18:40:00.003"), at("16:40:00"), P1830 + "a"));

    watch.poll();

    assertThat(watch.watermark(), is("18:40:00.003"));
  }

  @Test
  void start_at_an_instant_takes_partitions_that_start_at_or_after_it() {
    watch.restart(watch.settings.withStart(WatchStart.at(at("18:30:01"))));
    watch.put(P1830 + "a", P1840 + "a");

    assertThat(watch.poll(), contains("ON_TIME p=20260504T1840/a 18:49:59.999"));
    watch.put(P1820 + "late");
    assertThat(watch.pollNext(), empty());
  }

  @Test
  void start_with_the_latest_leaves_the_others_alone() {
    watch.restart(watch.settings.withStart(WatchStart.LATEST));
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a", P1840 + "b");

    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1840/a 18:49:59.999", "ON_TIME p=20260504T1840/b 18:49:59.999"));
    assertThat(watch.pollNext(), empty());
  }

  @Test
  void start_with_the_latest_of_nothing_takes_whatever_comes() {
    watch.restart(watch.settings.withStart(WatchStart.LATEST));
    watch.poll();
    watch.put(P1840 + "a");

    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1840/a 18:49:59.999"));
  }

  @Test
  void catching_up_with_the_latest_skips_nothing_when_not_behind() {
    watch.put(P1820 + "late", P1830 + "a", P1840 + "a");
    watch.restart(
        watch.settings.withCatchUp(CatchUp.LATEST),
        watch.committed(at("18:40:00"), at("16:40:00"), P1830 + "a"));

    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1820/late 18:29:59.999", "ON_TIME p=20260504T1840/a 18:49:59.999"));
  }
}
