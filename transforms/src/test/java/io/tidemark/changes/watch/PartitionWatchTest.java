package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionWatchTest {
  private static final String FIRST = "p=20260504T1830/a.jsonl";
  private static final String SECOND = "p=20260504T1840/b.jsonl";

  private final MemoryStore store = new MemoryStore();
  private final RecordedLine line = new RecordedLine();

  @Test
  void objects_of_an_open_partition_are_held_until_it_closes() throws StoreException {
    PartitionWatch watch = watch(WatchDriver.settings(), Duration.ofMillis(1));
    store.put(FIRST);
    store.put(SECOND);

    watch.poll(at("18:45:00"));
    List<String> found = taken(watch);
    watch.poll(at("18:45:05"));
    List<String> closed = taken(watch);
    watch.poll(at("18:50:05"));
    List<String> after = taken(watch);

    assertThat(found, is(empty()));
    assertThat(
        closed,
        contains(
            "ON_TIME " + FIRST + " 18:39:59.999",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(
        after,
        contains(
            "ON_TIME " + SECOND + " 18:49:59.999",
            "closed 18:40:00.000 of 1 watermark 18:50:00.000"));
  }

  @Test
  void partitions_that_share_a_window_are_published_together() throws StoreException {
    PartitionWatch watch = watch(WatchDriver.settings(), Duration.ofHours(1));
    store.put(FIRST);
    store.put(SECOND);

    watch.poll(at("18:45:00"));
    watch.poll(at("18:50:05"));
    boolean early = watch.ready();
    store.put("p=20260504T1900/c.jsonl");
    watch.poll(at("18:50:06"));

    assertThat(early, is(false));
    assertThat(watch.take().discoveries().size(), is(4));
  }

  @Test
  void arrivals_are_not_held() throws StoreException {
    PartitionWatch watch =
        watch(
            WatchDriver.settings().withPublish(WatchSettings.Publish.ARRIVAL),
            Duration.ofSeconds(1));
    store.put(FIRST);

    watch.poll(at("18:31:00"));
    List<String> found = taken(watch);

    assertThat(found, contains("ON_TIME " + FIRST + " 18:31:00.000"));
    assertThat(watch.ready(), is(false));
  }

  @Test
  void a_watch_that_ends_hands_over_all_it_holds() throws StoreException {
    PartitionWatch watch =
        watch(WatchDriver.settings().withEnd(WatchEnd.NOW), Duration.ofHours(24));
    store.put(FIRST);

    Instant now = at("18:31:00");
    while (!watch.ready()) {
      watch.poll(now);
    }

    assertThat(watch.done(), is(false));
    assertThat(
        taken(watch),
        contains(
            "ON_TIME " + FIRST + " 18:39:59.999",
            "closed 18:30:00.000 of 1 watermark 18:40:00.000"));
    assertThat(watch.done(), is(true));
  }

  @Test
  void the_next_poll_is_due_after_the_poll_interval() throws StoreException {
    PartitionWatch watch = watch(WatchDriver.settings(), Duration.ofMillis(1));

    Duration first = watch.untilDue(at("18:31:00"));
    watch.poll(at("18:31:00"));

    assertThat(first, is(Duration.ZERO));
    assertThat(
        watch.untilDue(at("18:31:00").plusMillis(100)),
        is(WatchDriver.settings().polling().every().minusMillis(100)));
  }

  @Test
  void watch_that_is_asked_to_stop_hands_over_all_it_found_and_is_done() throws StoreException {
    PartitionWatch watch = watch(WatchDriver.settings(), Duration.ofMillis(1));
    store.put("p=20260504T1830/a");
    watch.poll(at("18:31:00"));
    store.put("p=20260504T1830/b");
    line.stop();

    watch.poll(at("18:31:01"));

    assertThat(
        taken(watch),
        contains(
            "ON_TIME p=20260504T1830/a 18:39:59.999",
            "stopped at 18:30:00.000 covering 1 in 18:39:59.999"));
    assertThat(watch.done(), is(true));
    assertThat(line.last().stopping(), is(true));
    assertThat(line.last().found(), is(1L));
  }

  @Test
  void those_who_look_after_a_watch_hear_of_every_poll() throws StoreException {
    PartitionWatch watch = watch(WatchDriver.settings(), Duration.ofMillis(1));
    store.put("p=20260504T1830/a");

    watch.poll(at("18:31:00"));
    store.trouble(StoreException.Kind.UNREACHABLE);
    watch.poll(at("18:31:01"));
    watch.beat(at("18:31:02"));

    assertThat(line.told(), is(3));
    assertThat(line.last().polls(), is(1L));
    assertThat(line.last().lists(), is(2L));
    assertThat(line.last().failures(), is(1));
    assertThat(line.last().lastFound(), is(at("18:31:00")));
    assertThat(line.last().openPartitions(), is(1));
    assertThat(line.last().known(), is(1));
  }

  private PartitionWatch watch(WatchSettings settings, Duration window) {
    return new PartitionWatch(settings, null, window, store, line, null);
  }

  private static List<String> taken(PartitionWatch watch) {
    return watch.take().discoveries().stream().map(WatchDriver::show).toList();
  }

  private static Instant at(String time) {
    return WatchDriver.at(time);
  }
}
