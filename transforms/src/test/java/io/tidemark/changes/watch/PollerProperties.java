package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Partition;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.storage.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the order and grouping in which objects arrive, and however the clock steps: what is in
 * the store comes out, nothing comes out twice, and {@link WatchDriver} finds nothing wrong with
 * any poll. (A version that is overwritten before the poll reaches it is never seen, by anyone.)
 */
class PollerProperties {
  private static final int PARTITIONS = 6;

  /** What happens before a poll: objects written, and a step of the clock. */
  record Turn(List<Integer> partitions, int version, int clockSeconds) {}

  @Provide
  Arbitrary<Turn> turns() {
    Arbitrary<List<Integer>> partitions =
        Arbitraries.integers().between(0, PARTITIONS - 1).list().ofMaxSize(5);
    Arbitrary<Integer> clock =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.integers().between(1, 8)),
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(60, 900)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-400, 0)));
    return Combinators.combine(partitions, Arbitraries.integers().between(1, 3), clock)
        .as(Turn::new);
  }

  @Property(tries = 200)
  void every_object_comes_exactly_once_at_a_legal_time(
      @ForAll @Size(min = 1, max = 25) List<@net.jqwik.api.From("turns") Turn> turns,
      @ForAll @IntRange(min = 1, max = 6) int maxObjects,
      @ForAll @IntRange(min = 0, max = 12) int settle,
      @ForAll @IntRange(min = 0, max = 15) int delay,
      @ForAll WatchSettings.Publish publish)
      throws StoreException {
    WatchDriver watch =
        new WatchDriver(
            WatchDriver.settings()
                .withPublish(publish)
                .withClosing(WatchDriver.closing(settle, delay))
                .withPolling(WatchDriver.polling(maxObjects, Long.MAX_VALUE)));
    watch.now = WatchDriver.at("18:00:00");
    Set<ObjectVersion> written = new TreeSet<>();
    for (Turn turn : turns) {
      written.addAll(write(watch, turn));
      watch.now = watch.now.plusSeconds(turn.clockSeconds());
      watch.poll();
    }
    watch.now = WatchDriver.at("20:30:00");
    watch.pollAll();

    List<ObjectVersion> emitted = emitted(watch);
    Set<ObjectVersion> distinct = new TreeSet<>(emitted);
    assertThat(emitted.size(), is(distinct.size()));
    assertThat(written.containsAll(distinct), is(true));
    assertThat(distinct.containsAll(there(watch)), is(true));
    assertThat(watch.horizon.open().isEmpty(), is(true));
    assertThat(watch.horizon.late() == null, is(true));
    check(watch, publish);
  }

  /** Names repeat over turns, so that some writes are overwrites and some change nothing. */
  private static Set<ObjectVersion> write(WatchDriver watch, Turn turn) {
    Set<ObjectVersion> versions = new TreeSet<>();
    for (int i = 0; i < turn.partitions().size(); i++) {
      Instant start = WatchDriver.at("18:00:00").plusSeconds(600L * turn.partitions().get(i));
      String key = WatchDriver.LAYOUT.prefix(start) + i;
      String etag = "e" + turn.version();
      watch.store.put(key, etag, 10);
      versions.add(new ObjectVersion(key, etag));
    }
    return versions;
  }

  private static List<ObjectVersion> there(WatchDriver watch) throws StoreException {
    return watch.store.list("", "", 1000).stream()
        .map(o -> new ObjectVersion(o.key(), o.etag()))
        .toList();
  }

  private static List<ObjectVersion> emitted(WatchDriver watch) {
    return watch.all.stream()
        .filter(d -> d instanceof InputObject)
        .map(d -> (InputObject) d)
        .map(o -> new ObjectVersion(o.key(), o.etag()))
        .toList();
  }

  /** Closings come after what they close, account for it exactly, and never go back. */
  private static void check(WatchDriver watch, WatchSettings.Publish publish) {
    Map<Partition, Integer> held = new HashMap<>();
    Instant closedTo = Instant.MIN;
    for (Discovery discovery : watch.all) {
      if (discovery instanceof InputObject object) {
        boolean onTime = object.disposition() == Disposition.ON_TIME;
        if (onTime || publish == WatchSettings.Publish.PARTITION) {
          Instant at = object.eventTime();
          Partition slice = onTime ? object.partition() : new Partition(at, at.plusMillis(1));
          held.merge(slice, 1, Integer::sum);
        }
      } else {
        PartitionClosed closed = (PartitionClosed) discovery;
        assertThat(held.remove(closed.partition()), is(closed.objects()));
        assertThat(closed.watermark(), greaterThanOrEqualTo(closed.partition().end()));
        assertThat(closed.watermark(), greaterThanOrEqualTo(closedTo));
        closedTo = closed.watermark();
      }
    }
    assertThat(held, is(Map.of()));
  }
}
