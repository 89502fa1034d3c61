package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;

/** The metrics of a watch, set where a pipeline runs: elsewhere nobody gathers them. */
final class WatchMetrics {
  private static final String NAMESPACE = "tidemark";
  private static final Counter POLLS = Metrics.counter(NAMESPACE, "polls");
  private static final Counter LISTS = Metrics.counter(NAMESPACE, "lists");
  private static final Counter DISCOVERED = Metrics.counter(NAMESPACE, "objectsDiscovered");
  private static final Counter LATE = Metrics.counter(NAMESPACE, "objectsLate");
  private static final Counter CLOSED = Metrics.counter(NAMESPACE, "partitionsClosed");
  private static final Gauge OPEN = Metrics.gauge(NAMESPACE, "openPartitions");
  private static final Gauge LAG = Metrics.gauge(NAMESPACE, "watermarkLagMillis");

  private WatchMetrics() {}

  /**
   * What polls did.
   *
   * @param polls how many there were
   * @param lists requests they took
   * @param openPartitions after the last of them
   * @param lagMillis from the watermark to the last of them; -1 before there is a watermark
   */
  record Counts(long polls, long lists, long openPartitions, long lagMillis)
      implements Serializable {
    static final Counts NONE = new Counts(0, 0, 0, -1);

    /** With one more poll. */
    Counts plus(Poll poll, Instant now) {
      Instant watermark = poll.next().watermark();
      return new Counts(
          polls + 1,
          lists + poll.lists(),
          poll.next().open().size(),
          watermark == null ? -1 : Duration.between(watermark, now).toMillis());
    }
  }

  /** Counts polls and what they discovered. */
  static void count(Counts counts, List<Discovery> discoveries) {
    POLLS.inc(counts.polls());
    LISTS.inc(counts.lists());
    OPEN.set(counts.openPartitions());
    if (counts.lagMillis() >= 0) {
      LAG.set(counts.lagMillis());
    }
    for (Discovery discovery : discoveries) {
      if (discovery instanceof InputObject object) {
        DISCOVERED.inc();
        if (late(object.disposition())) {
          LATE.inc();
        }
      } else if (discovery instanceof PartitionClosed closed && !closed.late()) {
        CLOSED.inc();
      }
    }
  }

  private static boolean late(Disposition disposition) {
    return disposition == Disposition.LATE
        || disposition == Disposition.DIVERTED
        || disposition == Disposition.DROPPED;
  }
}
