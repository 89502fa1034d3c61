package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A watch that dies at any moment and starts again from what was committed commits every object
 * version once. Committed is, as in the snapshot log, what a closing covered.
 */
class RestartProperties {

  /** Objects written, a step of the clock, a poll; then the process dies or not. */
  record Turn(List<Integer> partitions, int clockSeconds, boolean dies) {}

  @Provide
  Arbitrary<Turn> turns() {
    Arbitrary<List<Integer>> partitions = Arbitraries.integers().between(0, 5).list().ofMaxSize(4);
    Arbitrary<Integer> clock =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(1, 8)),
            Tuple.of(1, Arbitraries.integers().between(60, 900)));
    Arbitrary<Boolean> dies = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    return Combinators.combine(partitions, clock, dies).as(Turn::new);
  }

  @Property(tries = 200)
  void every_version_is_committed_once_whenever_the_watch_dies(
      @ForAll @Size(min = 1, max = 30) List<@From("turns") Turn> turns,
      @ForAll @IntRange(min = 1, max = 8) int maxObjects,
      @ForAll @IntRange(min = 0, max = 8) int settle)
      throws StoreException {
    WatchSettings settings =
        WatchDriver.settings()
            .withClosing(WatchDriver.closing(settle, 0))
            .withPolling(WatchDriver.polling(maxObjects, Long.MAX_VALUE));
    WatchDriver watch = new WatchDriver(settings);
    watch.now = WatchDriver.at("18:00:00");
    Log log = new Log();
    for (int turn = 0; turn < turns.size(); turn++) {
      write(watch, turns.get(turn), turn);
      watch.now = watch.now.plusSeconds(turns.get(turn).clockSeconds());
      watch.poll();
      log.read(watch.last());
      if (turns.get(turn).dies()) {
        log.pending.clear();
        watch.restart(settings, log.resumePoint());
      }
    }
    watch.now = WatchDriver.at("20:30:00");
    for (int i = 0; i < 100; i++) {
      watch.pollNext();
      log.read(watch.last());
    }

    List<ObjectVersion> lost = new ArrayList<>();
    for (StoredObject object : watch.store.list("", "", 1000)) {
      ObjectVersion version = new ObjectVersion(object.key(), object.etag());
      if (!log.committed.contains(version)) {
        lost.add(version);
      }
    }
    assertThat(lost, empty());
    assertThat(log.pending, is(Map.of()));
  }

  private static void write(WatchDriver watch, Turn turn, int number) {
    for (int i = 0; i < turn.partitions().size(); i++) {
      Instant start = WatchDriver.at("18:00:00").plusSeconds(600L * turn.partitions().get(i));
      watch.store.put(WatchDriver.LAYOUT.prefix(start) + i, "e" + number, 10);
    }
  }

  /** What the publisher would hold: windows in flight and objects committed. */
  private static final class Log {
    final Map<Instant, List<ObjectVersion>> pending = new HashMap<>();
    final TreeSet<ObjectVersion> committed = new TreeSet<>();
    final Map<String, String> newest = new HashMap<>();
    @Nullable Instant watermark;

    void read(Poll poll) {
      for (Discovery discovery : poll.discoveries()) {
        if (discovery instanceof InputObject object) {
          pending
              .computeIfAbsent(object.eventTime(), t -> new ArrayList<>())
              .add(new ObjectVersion(object.key(), object.etag()));
        } else {
          PartitionClosed closed = (PartitionClosed) discovery;
          List<ObjectVersion> window = pending.remove(closed.eventTime());
          for (ObjectVersion version : window) {
            assertThat(committed.add(version), is(true));
            newest.put(version.key(), version.etag());
          }
          watermark = Times.max(watermark, closed.watermark());
        }
      }
    }

    ResumePoint resumePoint() {
      Instant floor =
          watermark == null ? null : watermark.minus(WatchDriver.settings().late().lateness());
      return new ResumePoint(
          watermark,
          floor,
          newest.entrySet().stream()
              .map(e -> new ObjectVersion(e.getKey(), e.getValue()))
              .toList());
    }
  }
}
