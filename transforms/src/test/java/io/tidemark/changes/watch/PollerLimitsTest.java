package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static io.tidemark.changes.watch.WatchDriver.polling;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.tidemark.changes.InputObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** Bounds: of a poll, of the state, of the cost. */
class PollerLimitsTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void poll_stops_at_the_most_objects_and_the_next_goes_on_there() {
    watch.restart(watch.settings.withPolling(polling(2, Long.MAX_VALUE)));
    watch.put(P1820 + "a", P1820 + "b", P1820 + "c", P1830 + "a");

    assertThat(
        watch.pollAt("18:45:00"),
        contains(
            "ON_TIME p=20260504T1820/a 18:29:59.999", "ON_TIME p=20260504T1820/b 18:29:59.999"));
    assertThat(
        watch.pollAt("18:45:01"),
        contains(
            "ON_TIME p=20260504T1820/c 18:29:59.999", "ON_TIME p=20260504T1830/a 18:39:59.999"));
  }

  @Test
  void poll_stops_at_the_most_bytes_but_takes_one_object_however_large() {
    watch.restart(watch.settings.withPolling(polling(10, 150)));
    watch.store.put(P1820 + "a", "e1", 1000);
    watch.put(P1820 + "b", P1820 + "c");

    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1820/a 18:29:59.999"));
    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1820/b 18:29:59.999"));
    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1820/c 18:29:59.999"));
  }

  @Test
  void partition_listed_in_pieces_settles_only_after_it_was_listed_whole() {
    watch.restart(watch.settings.withPolling(polling(1, Long.MAX_VALUE)));
    watch.put(P1820 + "a", P1820 + "b");
    watch.pollAt("18:45:00");
    watch.store.delete(P1820 + "b");
    assertThat(watch.pollAt("18:45:10"), empty());
    assertThat(watch.pollAt("18:45:14"), empty());

    assertThat(
        watch.pollAt("18:45:15"), contains("closed 18:20:00.000 of 1 watermark 18:30:00.000"));
  }

  @Test
  void partition_that_the_limit_kept_from_being_listed_again_does_not_settle() {
    watch.restart(watch.settings.withPolling(polling(1, Long.MAX_VALUE)));
    watch.put(P1820 + "a");
    IntStream.range(0, 9).forEach(i -> watch.put(P1830 + i));
    watch.pollAt("18:45:00");
    watch.put(P1820 + "A");
    for (int i = 0; i < 9; i++) {
      assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1830/" + i + " 18:39:59.999"));
    }

    assertThat(watch.pollNext(), contains("ON_TIME p=20260504T1820/A 18:29:59.999"));
  }

  @Test
  void cost_and_state_are_the_same_after_ten_partitions_and_after_ten_thousand() {
    List<Integer> lists = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Instant start = at("00:00:00").minusSeconds(600L * 20_000);
    for (int i = 1; i <= 10_000; i++) {
      Instant partition = start.plusSeconds(600L * i);
      watch.put(WatchDriver.LAYOUT.prefix(partition) + "a");
      watch.now = partition.plusSeconds(300);
      watch.poll();
      if (i == 20 || i == 100 || i == 10_000) {
        lists.add(watch.lists);
        sizes.add(encodedSize(watch.horizon));
      }
    }

    assertThat(lists, contains(1, 1, 1));
    assertThat(sizes, everyItem(is(sizes.get(0))));
    assertThat(watch.all.size(), is(10_000 + 9_999));
  }

  @Test
  void poll_costs_one_request_for_a_thousand_keys_inside_the_horizon() {
    for (int i = 0; i < 2500; i++) {
      watch.put(P1830 + "part-" + i);
    }
    watch.put("p=20260401T0000/older");
    watch.pollAt("18:41:00");
    watch.pollAt("18:41:05");

    watch.pollAt("18:41:06");

    assertThat(watch.lists, is(3));
  }

  @Test
  void catching_up_over_a_long_history_keeps_state_and_polls_bounded() {
    watch.restart(watch.settings.withPolling(polling(50, Long.MAX_VALUE)));
    Instant start = at("00:00:00").minusSeconds(600L * 1000);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String prefix = WatchDriver.LAYOUT.prefix(start.plusSeconds(600L * i));
      IntStream.range(0, 3).forEach(n -> expected.add(prefix + n));
    }
    watch.put(expected.toArray(String[]::new));
    List<Integer> known = new ArrayList<>();
    List<Integer> lists = new ArrayList<>();
    while (watch.all.size() < 4000) {
      assertThat(watch.pollNext().size(), lessThanOrEqualTo(50 + 51));
      known.add(watch.horizon.known().size());
      lists.add(watch.lists);
    }

    assertThat(keys(), is(expected));
    int horizon = 3 * 12;
    assertThat(known, everyItem(lessThanOrEqualTo(horizon + 3 * 50)));
    assertThat(lists, everyItem(lessThanOrEqualTo(1)));
    assertThat(watch.watermark(), is("00:00:00.000"));
  }

  @Test
  void partition_with_more_objects_than_may_be_open_is_read_to_its_end() {
    watch.restart(watch.settings.withPolling(polling(2, Long.MAX_VALUE)));
    List<String> expected = IntStream.range(0, 9).mapToObj(i -> P1820 + i).toList();
    watch.put(expected.toArray(String[]::new));
    watch.put(P1830 + "a");

    watch.pollAll();

    assertThat(keys().subList(0, 9), is(expected));
    assertThat(keys().get(9), is(P1830 + "a"));
    assertThat(watch.watermark(), is("18:40:00.000"));
  }

  private List<String> keys() {
    return watch.all.stream()
        .filter(d -> d instanceof InputObject)
        .map(d -> ((InputObject) d).key())
        .toList();
  }

  private static int encodedSize(Horizon horizon) {
    try {
      return CoderUtils.encodeToByteArray(HorizonCoder.of(), horizon).length;
    } catch (org.apache.beam.sdk.coders.CoderException e) {
      throw new IllegalStateException(e);
    }
  }
}
