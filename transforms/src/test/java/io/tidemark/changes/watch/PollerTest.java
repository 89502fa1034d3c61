package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static io.tidemark.changes.watch.WatchDriver.closing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice;
import io.tidemark.changes.Partition;
import io.tidemark.changes.PartitionClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions on time: discovery, settling, closing, the watermark. */
class PollerTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final String P1900 = "p=20260504T1900/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void empty_input_gives_nothing_and_no_watermark() {
    assertThat(watch.poll(), empty());

    assertThat(watch.watermark(), is("none"));
    assertThat(watch.horizon.outputWatermark() == null, is(true));
  }

  @Test
  void objects_come_at_once_in_key_order_and_carry_the_last_millisecond_of_their_partition() {
    watch.put(P1840 + "a", P1830 + "b", P1830 + "a");

    assertThat(
        watch.poll(),
        contains(
            "ON_TIME p=20260504T1830/a 18:39:59.999",
            "ON_TIME p=20260504T1830/b 18:39:59.999",
            "ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(watch.watermark(), is("18:30:00.000"));
  }

  @Test
  void partition_closes_once_its_listing_is_quiet_for_the_settle_time() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    assertThat(watch.pollAt("18:45:04"), empty());

    watch.put(P1830 + "b");
    assertThat(watch.pollAt("18:45:05"), contains("ON_TIME p=20260504T1830/b 18:39:59.999"));
    assertThat(watch.pollAt("18:45:09"), empty());

    assertThat(
        watch.pollAt("18:45:10"), contains("closed 18:30:00.000 of 2 watermark 18:40:00.000"));
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void closing_carries_its_evidence() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.put(P1830 + "b");
    watch.pollAt("18:45:01");
    watch.pollAt("18:45:06");

    PartitionClosed closed = (PartitionClosed) watch.all.get(2);

    assertThat(
        closed,
        is(
            new PartitionClosed(
                new Partition(at("18:30:00"), at("18:40:00")),
                false,
                2,
                3,
                at("18:45:00"),
                at("18:45:01"),
                at("18:45:06"),
                "unchanged for PT5S, and the clock is past its end",
                at("18:39:59.999"),
                at("18:40:00"),
                0,
                closed.id(),
                null,
                List.of(
                    new Notice.Covered(P1830 + "a", "e1", at("18:40:00")),
                    new Notice.Covered(P1830 + "b", "e1", at("18:40:00"))))));
  }

  @Test
  void partition_stays_open_until_its_end_by_the_clock() {
    watch.put(P1840 + "a");
    watch.pollAt("18:45:00");
    assertThat(watch.pollAt("18:49:59"), empty());

    assertThat(
        watch.pollAt("18:50:00"), contains("closed 18:40:00.000 of 1 watermark 18:50:00.000"));
  }

  @Test
  void each_closing_names_the_one_it_follows() {
    watch.put(P1820 + "a", P1830 + "a", P1900 + "a");
    watch.pollAt("19:20:00");
    watch.pollAt("19:20:05");

    List<Instant> told = new ArrayList<>();
    for (Discovery discovery : watch.all) {
      if (discovery instanceof PartitionClosed closed) {
        told.add(closed.follows() == null ? null : closed.follows().watermark());
        told.add(closed.watermark());
      }
    }

    assertThat(
        told,
        contains(
            null, at("18:30:00"), at("18:30:00"), at("19:00:00"), at("19:00:00"), at("19:10:00")));
  }

  @Test
  void newer_partition_closes_a_partition_whose_end_the_clock_has_not_reached() {
    watch.put(P1840 + "a", P1900 + "a");
    watch.pollAt("18:30:00");

    assertThat(
        watch.pollAt("18:30:05"), contains("closed 18:40:00.000 of 1 watermark 19:00:00.000"));
    PartitionClosed closed = (PartitionClosed) watch.all.get(2);
    assertThat(
        closed.reason(), containsString("a partition starting 2026-05-04T19:00:00Z was seen"));
  }

  @Test
  void watermark_delay_holds_a_partition_open_by_clock_and_by_newer_partition_alike() {
    watch.settings = watch.settings.withClosing(closing(5, 15));
    watch.put(P1820 + "a", P1840 + "a");
    watch.pollAt("18:31:00");

    assertThat(watch.pollAt("18:44:59"), empty());
    assertThat(
        watch.pollAt("18:45:00"), contains("closed 18:20:00.000 of 1 watermark 18:30:00.000"));
    watch.put(P1900 + "a");
    watch.pollAt("18:46:00");
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void partitions_close_in_time_order_even_when_the_newer_one_is_quiet_first() {
    watch.put(P1820 + "a", P1830 + "a");
    watch.pollAt("18:45:00");
    watch.put(P1820 + "b");
    watch.pollAt("18:45:04");
    assertThat(watch.pollAt("18:45:06"), empty());

    assertThat(
        watch.pollAt("18:45:09"),
        contains(
            "closed 18:20:00.000 of 2 watermark 18:30:00.000",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
  }

  @Test
  void overwritten_object_is_a_new_object_and_unsettles_its_partition() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.store.put(P1830 + "a", "e2", 7);

    assertThat(watch.pollAt("18:45:05"), contains("ON_TIME p=20260504T1830/a 18:39:59.999"));
    InputObject again = (InputObject) watch.all.get(1);
    assertThat(again.etag(), is("e2"));
    assertThat(again.size(), is(7L));
    assertThat(watch.pollAt("18:45:09"), empty());
  }

  @Test
  void version_that_comes_back_is_not_emitted_twice() {
    watch.put(P1830 + "a");
    watch.pollNext();
    watch.store.put(P1830 + "a", "e2", 100);
    watch.pollNext();
    watch.store.put(P1830 + "a", "e1", 100);

    assertThat(watch.pollNext(), empty());
  }

  @Test
  void empty_object_counts_and_markers_do_not() {
    watch.store.put(P1830 + "empty", "e0", 0);
    watch.store.put(P1830, "dir", 0);
    watch.put(P1830 + "_SUCCESS", P1830 + "part.tmp", "_logs/p=20260504T1830/x");

    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1830/empty 18:39:59.999"));
    assertThat(watch.last().warning() == null, is(true));
  }

  @Test
  void key_that_does_not_follow_the_layout_is_told() {
    watch.put("p=2026-05-04/x", P1830 + "a");

    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1830/a 18:39:59.999"));
    assertThat(
        watch.last().warning(),
        is("'p=2026-05-04/x' does not follow the layout p={yyyyMMdd'T'HHmm} and is not read"));
  }

  @Test
  void partition_far_ahead_of_the_clock_is_told_and_moves_nothing() {
    watch.put(P1840 + "a", "p=20620504T1840/a");
    watch.pollAt("18:45:00");

    assertThat(watch.pollAt("18:49:59"), empty());
    assertThat(
        watch.last().warning(), containsString("starts more than PT8784H after the clock's"));
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  @Test
  void names_with_odd_characters_pass_unchanged() {
    String odd = P1830 + "a b/+%2F é\uD83D\uDE00\n?#.json";
    watch.put(odd);

    watch.pollNext();

    assertThat(((InputObject) watch.all.get(0)).key(), is(odd));
    assertThat(watch.pollNext(), empty());
  }

  @Test
  void one_rogue_poll_gap_does_not_close_what_it_did_not_see_unchanged() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    watch.put(P1830 + "b");

    assertThat(watch.pollAt("19:45:00"), contains("ON_TIME p=20260504T1830/b 18:39:59.999"));
  }

  @Test
  void settle_zero_closes_in_the_poll_that_sees_it_whole() {
    watch.settings =
        watch.settings.withClosing(new WatchSettings.Closing(Duration.ZERO, Duration.ZERO));
    watch.put(P1830 + "a");

    assertThat(
        watch.pollNext(),
        contains(
            "ON_TIME p=20260504T1830/a 18:39:59.999",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
  }
}
