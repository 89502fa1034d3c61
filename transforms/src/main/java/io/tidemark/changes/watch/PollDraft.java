package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice.Link;
import io.tidemark.changes.Partition;
import io.tidemark.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One poll in the making: the horizon it started from, opened for change, and what it found. {@link
 * PollListing} and {@link PollClosing} work on it.
 */
final class PollDraft {
  private final Horizon before;
  private final WatchSettings settings;

  /** Start of this poll, by the clock and on the poller's own time line. */
  final Instant now;

  final long elapsed;

  /** How long after the poll before, on that time line. */
  final long step;

  /** When this poll's discoveries arrive; later than those of any poll before. */
  final Instant arrives;

  /** Where the watch goes on from; null when it starts anew. */
  final Horizon.@Nullable Resumed resumed;

  @Nullable Instant watermark;
  @Nullable Instant floor;
  @Nullable Instant newest;
  @Nullable Link lastClosing;
  String cursor;
  @Nullable LateGroup late;
  final TreeSet<ObjectVersion> known;
  final TreeSet<ObjectVersion> uncovered;
  final NavigableMap<Instant, Evidence> open;
  final List<Discovery> discoveries = new ArrayList<>();
  DebtDraft debt;
  int lists;
  @Nullable String warning;

  /** Whether the listing was followed to its end. */
  boolean reachedEnd;

  PollDraft(Horizon before, WatchSettings settings, Instant now) {
    this.before = before;
    this.settings = settings;
    this.now = now;
    Instant last = before.pace().lastPoll();
    this.step = last == null ? 0 : Math.max(0, Duration.between(last, now).toMillis());
    this.elapsed = before.pace().elapsedMillis() + step;
    Instant arrival = before.arrival();
    this.arrives = arrival != null && arrival.isAfter(now) ? arrival : now;
    this.resumed = before.resumed();
    this.watermark = before.watermark();
    this.floor = before.floor();
    this.newest = before.newest();
    this.lastClosing = before.lastClosing();
    this.cursor = before.cursor();
    this.debt = new DebtDraft(before.debt(), settings.layout());
    this.late = before.late();
    this.known = new TreeSet<>(before.known());
    this.uncovered = new TreeSet<>(before.uncovered());
    this.open = new TreeMap<>(before.open());
  }

  /** Where the watermark was when the watch began; null when nowhere. */
  @Nullable Instant resumedWatermark() {
    return resumed == null ? null : resumed.watermark();
  }

  /** Whether no poll has succeeded yet. */
  boolean first() {
    return before.pace().polls() == 0;
  }

  /** Whether an object of this partition is late. */
  boolean closed(Partition partition) {
    return watermark != null && !partition.end().isAfter(watermark);
  }

  void sawStart(Instant start) {
    newest = Times.max(newest, start);
  }

  /**
   * Whether a partition that ends at {@code end} has had its time: the watermark delay has passed
   * by the clock, or a partition that far on has been seen.
   */
  boolean due(Instant end) {
    Instant from = end.plus(settings.closing().watermarkDelay());
    return !now.isBefore(from) || sawFrom(from);
  }

  /** Whether a partition that starts at or after the instant has been seen. */
  boolean sawFrom(Instant instant) {
    return newest != null && !newest.isBefore(instant);
  }

  /** The last partition boundary up to which every partition is {@link #due}. */
  Instant dueBoundary() {
    Instant latest = Times.max(newest, now).minus(settings.closing().watermarkDelay());
    return settings.layout().partitionAt(latest).start();
  }

  /** The timestamp of an object of an open partition, and of its closing. */
  Instant eventTime(Partition partition) {
    return byArrival() ? arrives : partition.end().minusMillis(1);
  }

  boolean byArrival() {
    return settings.publish() == WatchSettings.Publish.ARRIVAL;
  }

  private Horizon next(boolean done) {
    boolean again = !done && settings.end().now();
    Horizon.Pace pace = before.pace();
    long found = discoveries.stream().filter(InputObject.class::isInstance).count();
    return horizon(
        new Horizon.Pace(
            now,
            elapsed,
            pace.polls() + 1,
            0,
            again,
            pace.lists() + lists,
            pace.found() + found,
            found > 0 ? now : pace.lastFound()),
        done);
  }

  private Horizon afterFailure() {
    Horizon.Pace pace = before.pace();
    return horizon(
        new Horizon.Pace(
            now,
            elapsed,
            pace.polls(),
            pace.failures() + 1,
            false,
            pace.lists() + lists,
            pace.found(),
            pace.lastFound()),
        false);
  }

  private Horizon horizon(Horizon.Pace pace, boolean done) {
    return new Horizon(
        resumed,
        watermark,
        floor,
        newest,
        nextArrival(pace.again()),
        lastClosing,
        pace,
        cursor,
        done,
        known,
        uncovered,
        open,
        late,
        debt.state());
  }

  /**
   * The next poll is at least the poll interval away, and so are its discoveries: saying so now
   * lets the windows up to there close at once.
   */
  private @Nullable Instant nextArrival(boolean again) {
    if (!byArrival()) {
      return null;
    }
    return again ? arrives : arrives.plus(settings.polling().every());
  }

  /** What this poll gave. */
  Poll poll(boolean done) {
    return new Poll(next(done), discoveries, lists, null, warning);
  }

  /** Takes back what was done about debt in this poll. */
  void restoreDebt(String why) {
    debt = new DebtDraft(before.debt(), settings.layout());
    if (warning == null) {
      warning = why;
    }
  }

  /** A poll that came to nothing, on its {@code lists}-th request. */
  static Poll failed(
      Horizon before, WatchSettings settings, Instant now, int lists, StoreException why) {
    PollDraft draft = new PollDraft(before, settings, now);
    draft.lists = lists;
    return new Poll(draft.afterFailure(), List.of(), lists, why, null);
  }
}
