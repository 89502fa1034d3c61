package io.tidemark.changes.watch;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link WatchPartitions} watches, and how. Everything wrong with it is named at once when it
 * is made.
 *
 * @param input URI the partitions lie under; keys are relative to it
 * @param layout of the partitions
 * @param publish what event time is
 * @param polling how often and how much
 * @param closing when a partition is held for complete
 * @param late what happens to objects of partitions that are closed
 * @param start where to begin when there is nothing to resume
 * @param catchUp what happens to partitions passed while nothing ran
 * @param end when the watch ends by itself
 */
public record WatchSettings(
    String input,
    PartitionLayout layout,
    Publish publish,
    Polling polling,
    Closing closing,
    Late late,
    WatchStart start,
    CatchUp catchUp,
    WatchEnd end)
    implements Serializable {

  /** What the event time of an object is. */
  public enum Publish {
    /** The last millisecond of its partition: a window holds whole partitions. */
    PARTITION,
    /** When it was discovered: a window holds what was found in it. */
    ARRIVAL
  }

  /** What happens to an object found after its partition closed. */
  public enum LatePolicy {
    INCLUDE,
    DIVERT,
    DROP
  }

  /** What happens to partitions that came while nothing ran. */
  public enum CatchUp {
    /** All are read, oldest first. */
    EVERY,
    /** Only the newest is read; the others are owed, and may be repaired later. */
    LATEST
  }

  /**
   * How often and how much.
   *
   * @param every shortest time between the starts of two polls
   * @param maxObjects most objects discovered in a poll
   * @param maxBytes most bytes discovered in a poll; a single larger object is taken all the same
   * @param repairShare how much of its idle time a watch without an end repairs what is owed: from
   *     0, not at all, to 1
   */
  public record Polling(Duration every, int maxObjects, long maxBytes, double repairShare)
      implements Serializable {
    /** The rhythm of a watch that repairs nothing. */
    public Polling(Duration every, int maxObjects, long maxBytes) {
      this(every, maxObjects, maxBytes, 0);
    }
  }

  /**
   * When a partition closes: its listing has not changed for {@code settle}, and it ended at least
   * {@code watermarkDelay} ago by the clock or by the start of a newer partition.
   */
  public record Closing(Duration settle, Duration watermarkDelay) implements Serializable {}

  /**
   * What happens to objects of closed partitions.
   *
   * @param lateness partitions that end longer than this before the watermark are no longer listed
   * @param policy for those found within it
   * @param lead partitions that start further ahead of the clock than this are mistakes: they are
   *     not read, and do not count as a newer partition
   */
  public record Late(Duration lateness, LatePolicy policy, Duration lead) implements Serializable {}

  private static final Duration LONGEST = Duration.ofDays(36_500);

  public WatchSettings {
    List<String> problems = new ArrayList<>();
    if (polling.every().isNegative() || polling.every().toMillis() == 0) {
      problems.add("time between polls must be a millisecond or more, not " + polling.every());
    }
    if (polling.maxObjects() < 1 || polling.maxBytes() < 1) {
      problems.add("limits of a poll must be 1 or more");
    }
    if (!(polling.repairShare() >= 0 && polling.repairShare() <= 1)) {
      problems.add("the share for repair must be from 0 to 1, not " + polling.repairShare());
    }
    check("settle time", closing.settle(), problems);
    check("watermark delay", closing.watermarkDelay(), problems);
    check("lateness", late.lateness(), problems);
    check("lead", late.lead(), problems);
    Instant from = start.instant();
    Instant until = end.instant();
    if (from != null && until != null && !from.isBefore(until)) {
      problems.add("it ends at " + until + ", not after it starts at " + from);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot watch " + input + ": " + String.join("; ", problems));
    }
  }

  private static void check(String what, Duration value, List<String> problems) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      problems.add(what + " must be from zero to " + LONGEST.toDays() + " days, not " + value);
    }
  }

  /**
   * Settings with the defaults: by partition, a poll a second of at most 10,000 objects or 4 GiB,
   * settled after 5 s, no watermark delay, late objects included for a day, from the earliest
   * partition, every partition, without end.
   */
  public static WatchSettings of(String input, PartitionLayout layout) {
    return new WatchSettings(
        input,
        layout,
        Publish.PARTITION,
        new Polling(Duration.ofSeconds(1), 10_000, 4L << 30),
        new Closing(Duration.ofSeconds(5), Duration.ZERO),
        new Late(Duration.ofDays(1), LatePolicy.INCLUDE, Duration.ofDays(366)),
        WatchStart.EARLIEST,
        CatchUp.EVERY,
        WatchEnd.NEVER);
  }

  /** The same with another meaning of event time. */
  public WatchSettings withPublish(Publish value) {
    return new WatchSettings(input, layout, value, polling, closing, late, start, catchUp, end);
  }

  /** The same with another rhythm. */
  public WatchSettings withPolling(Polling value) {
    return new WatchSettings(input, layout, publish, value, closing, late, start, catchUp, end);
  }

  /** The same with another rule for closing partitions. */
  public WatchSettings withClosing(Closing value) {
    return new WatchSettings(input, layout, publish, polling, value, late, start, catchUp, end);
  }

  /** The same with another treatment of late objects. */
  public WatchSettings withLate(Late value) {
    return new WatchSettings(input, layout, publish, polling, closing, value, start, catchUp, end);
  }

  /** The same with another beginning. */
  public WatchSettings withStart(WatchStart value) {
    return new WatchSettings(input, layout, publish, polling, closing, late, value, catchUp, end);
  }

  /** The same with another way to catch up. */
  public WatchSettings withCatchUp(CatchUp value) {
    return new WatchSettings(input, layout, publish, polling, closing, late, start, value, end);
  }

  /** The same with another end. */
  public WatchSettings withEnd(WatchEnd value) {
    return new WatchSettings(input, layout, publish, polling, closing, late, start, catchUp, value);
  }
}
