package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.WatchStopped;
import io.tidemark.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * Drives a poller by hand: sets the time, polls, and writes down what comes. After every poll it
 * checks what must hold of any poll: nothing behind the watermark, the watermark never back, the
 * horizon whole after encoding.
 */
final class WatchDriver {
  static final PartitionLayout LAYOUT =
      PartitionLayout.of("p={yyyyMMdd'T'HHmm}", Duration.ofMinutes(10));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  final MemoryStore store = new MemoryStore();
  final List<Discovery> all = new ArrayList<>();
  WatchSettings settings;
  Horizon horizon;
  Instant now = at("18:45:00");
  int lists;
  private @Nullable Poll last;

  WatchDriver(WatchSettings settings) {
    this.settings = settings;
    this.horizon = Horizon.initial(null);
  }

  /** By partition, settled after 5 s, late objects for 2 h. */
  static WatchSettings settings() {
    WatchSettings settings = WatchSettings.of("memory:test", LAYOUT);
    return settings.withLate(late(WatchSettings.LatePolicy.INCLUDE));
  }

  static WatchSettings.Late late(WatchSettings.LatePolicy policy) {
    return new WatchSettings.Late(Duration.ofHours(2), policy, Duration.ofDays(366));
  }

  static WatchSettings.Polling polling(int maxObjects, long maxBytes) {
    return new WatchSettings.Polling(Duration.ofSeconds(1), maxObjects, maxBytes);
  }

  /** The same settings, with a share of idle time for what is owed. */
  static WatchSettings repairing(double share) {
    return settings()
        .withPolling(
            new WatchSettings.Polling(Duration.ofSeconds(1), 10_000, Long.MAX_VALUE, share));
  }

  static WatchSettings.Closing closing(int settleSeconds, int delayMinutes) {
    return new WatchSettings.Closing(
        Duration.ofSeconds(settleSeconds), Duration.ofMinutes(delayMinutes));
  }

  /** An instant of the day all tests play on. */
  static Instant at(String time) {
    return Instant.parse("2026-05-04T" + time + "Z");
  }

  /** A new run over the same store. */
  void restart(WatchSettings changed) {
    restart(changed, null);
  }

  /** A new run that goes on from what is committed. */
  void restart(WatchSettings changed, @Nullable ResumePoint resume) {
    settings = changed;
    horizon = Horizon.initial(resume);
  }

  /** What the snapshot log would hold if all that was closed so far is committed. */
  ResumePoint committed(@Nullable Instant watermark, @Nullable Instant floor, String... keys) {
    return new ResumePoint(
        watermark, floor, Arrays.stream(keys).map(k -> new ObjectVersion(k, "e1")).toList());
  }

  /** A new run that finds the watermark at 18:30 and takes the newest partition first. */
  void catchUp(String... committed) {
    restart(
        repairing(0).withCatchUp(WatchSettings.CatchUp.LATEST),
        committed(at("18:30:00"), at("16:30:00"), committed));
  }

  /** What the snapshot log holds at 18:40 of an index that owes what lies between two times. */
  static ResumePoint owing(String from, String to, ObjectVersion... committed) {
    return new ResumePoint(
        at("18:40:00"), at("16:40:00"), List.of(committed), List.of(counted(from, to)), "n0");
  }

  static Owed counted(String from, String to) {
    return new Owed(at(from), at(to), Owed.Stage.COUNTED);
  }

  void put(String... keys) {
    for (String key : keys) {
      store.put(key);
    }
  }

  /** Polls at {@code HH:mm:ss}. */
  List<String> pollAt(String time) {
    now = at(time);
    return poll();
  }

  /** Polls a second after the last time. */
  List<String> pollNext() {
    now = now.plusSeconds(1);
    return poll();
  }

  /** Polls as often as it takes until nothing is discovered any more, a second apart. */
  List<String> pollAll() {
    List<String> seen = new ArrayList<>();
    for (int quiet = 0; quiet < 30 && !horizon.done(); ) {
      List<String> found = pollNext();
      quiet = found.isEmpty() ? quiet + 1 : 0;
      seen.addAll(found);
    }
    return seen;
  }

  List<String> poll() {
    Horizon before = horizon;
    int listsBefore = store.lists();
    Poll poll;
    try {
      poll = new Poller(settings, store).poll(before, now);
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
    lists = store.lists() - listsBefore;
    last = poll;
    assertThat(poll.lists(), is(lists));
    check(before, poll);
    horizon = poll.next();
    all.addAll(poll.discoveries());
    return poll.discoveries().stream().map(WatchDriver::show).toList();
  }

  /** The last poll. */
  Poll last() {
    return Objects.requireNonNull(last);
  }

  private void check(Horizon before, Poll poll) {
    Instant watermark = before.outputWatermark();
    for (Discovery discovery : poll.discoveries()) {
      if (watermark != null) {
        assertThat(discovery.eventTime(), greaterThanOrEqualTo(watermark));
      }
      boolean byPartition = settings.publish() == WatchSettings.Publish.PARTITION;
      if (byPartition && discovery instanceof PartitionClosed closed) {
        watermark = closed.watermark();
      }
    }
    if (watermark != null) {
      assertThat(poll.next().outputWatermark(), greaterThanOrEqualTo(watermark));
    }
    assertThat(recode(poll.next()), is(poll.next()));
  }

  static Horizon recode(Horizon horizon) {
    try {
      return CoderUtils.clone(HorizonCoder.of(), horizon);
    } catch (CoderException e) {
      throw new IllegalStateException(e);
    }
  }

  static String show(Discovery discovery) {
    if (discovery instanceof InputObject object) {
      return object.disposition() + " " + object.key() + " " + time(object.eventTime());
    }
    if (discovery instanceof DebtNotice debt) {
      return debt.changes().stream().map(WatchDriver::show).collect(Collectors.joining(", "))
          + " covering "
          + debt.covers().size()
          + " in "
          + time(debt.eventTime());
    }
    if (discovery instanceof WatchStopped stopped) {
      return "stopped at "
          + time(stopped.watermark())
          + " covering "
          + stopped.covers().size()
          + " in "
          + time(stopped.eventTime());
    }
    PartitionClosed closed = (PartitionClosed) discovery;
    return (closed.late() ? "late closed " : "closed ")
        + time(closed.partition().start())
        + " of "
        + closed.objects()
        + " watermark "
        + time(closed.watermark());
  }

  private static String show(DebtChange change) {
    String range = change.kind() + " " + time(change.from()) + " to " + time(change.to());
    return change.kind() == DebtChange.Kind.COUNTED
        ? range + " " + change.objects() + " of " + change.bytes() + " bytes"
        : range;
  }

  static String time(@Nullable Instant instant) {
    return instant == null ? "none" : TIME.format(instant);
  }

  String watermark() {
    return time(horizon.watermark());
  }
}
