package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import java.time.Duration;
import java.time.Instant;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what polls do, and logs trouble without flooding. */
final class WatchReport {
  private static final Logger LOG = LoggerFactory.getLogger(WatchPartitions.class);
  private static final String NAMESPACE = "tidemark";
  private static final Counter POLLS = Metrics.counter(NAMESPACE, "polls");
  private static final Counter LISTS = Metrics.counter(NAMESPACE, "lists");
  private static final Counter DISCOVERED = Metrics.counter(NAMESPACE, "objectsDiscovered");
  private static final Counter LATE = Metrics.counter(NAMESPACE, "objectsLate");
  private static final Counter CLOSED = Metrics.counter(NAMESPACE, "partitionsClosed");
  private static final Gauge OPEN = Metrics.gauge(NAMESPACE, "openPartitions");
  private static final Gauge LAG = Metrics.gauge(NAMESPACE, "watermarkLagMillis");

  private final WatchSettings settings;
  private @Nullable String lastWarning;

  WatchReport(WatchSettings settings) {
    this.settings = settings;
  }

  /** Reports a poll that was claimed. */
  void tell(Horizon before, Poll poll, Instant now) {
    POLLS.inc();
    LISTS.inc(poll.lists());
    for (Discovery discovery : poll.discoveries()) {
      if (discovery instanceof InputObject object) {
        DISCOVERED.inc();
        if (late(object.disposition())) {
          LATE.inc();
        }
      } else if (discovery instanceof PartitionClosed closed && !closed.late()) {
        CLOSED.inc();
      }
    }
    OPEN.set(poll.next().open().size());
    Instant watermark = poll.next().watermark();
    if (watermark != null) {
      LAG.set(Duration.between(watermark, now).toMillis());
    }
    logTrouble(before, poll);
  }

  private static boolean late(Disposition disposition) {
    return disposition == Disposition.LATE
        || disposition == Disposition.DIVERTED
        || disposition == Disposition.DROPPED;
  }

  /** The first failure, then every power of two: a store away for a day makes 17 lines. */
  private void logTrouble(Horizon before, Poll poll) {
    int failures = poll.next().pace().failures();
    if (poll.failure() != null && Integer.bitCount(failures) == 1) {
      LOG.warn(
          "Cannot list {} ({} polls in a row): {}; the watermark is held, the next poll tries again",
          settings.input(),
          failures,
          poll.failure().getMessage());
    }
    if (poll.failure() == null && before.pace().failures() > 0) {
      LOG.warn(
          "Listing {} works again after {} failed polls",
          settings.input(),
          before.pace().failures());
    }
    if (poll.warning() != null && !poll.warning().equals(lastWarning)) {
      lastWarning = poll.warning();
      LOG.warn("Under {}: {}", settings.input(), poll.warning());
    }
  }
}
