package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Discovery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the trouble of polls without flooding. */
final class WatchLog {
  private static final Logger LOG = LoggerFactory.getLogger(WatchPartitions.class);

  private final WatchSettings settings;
  private @Nullable String lastWarning;

  WatchLog(WatchSettings settings) {
    this.settings = settings;
  }

  /** The first failure, then every power of two: a store away for a day makes 17 lines. */
  void tell(Horizon before, Poll poll) {
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
    for (Discovery discovery : poll.discoveries()) {
      if (discovery instanceof DebtNotice notice && notice.watermark() != null) {
        DebtChange passed = notice.changes().get(0);
        LOG.info(
            "Catching up with the latest: what is not committed from {} to {} is owed. Repair it"
                + " with --repair, or in idle time with --repairShare",
            passed.from(),
            passed.to());
      }
    }
    if (poll.warning() != null && !poll.warning().equals(lastWarning)) {
      lastWarning = poll.warning();
      LOG.warn("Under {}: {}", settings.input(), poll.warning());
    }
  }
}
