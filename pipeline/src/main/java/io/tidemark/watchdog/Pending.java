package io.tidemark.watchdog;

import io.tidemark.changes.Notice;
import io.tidemark.pipeline.Heartbeat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of the work that a source has told of is not committed yet. */
final class Pending {
  private Pending() {}

  /**
   * What waits to be committed, in words; null for nothing.
   *
   * @param base how many more objects were found than committed when nothing was pending
   */
  static @Nullable String of(Heartbeat beat, Head head, long base, Work work) {
    Notice.Link closing = beat.lastClosing();
    if (closing != null && !head.counts(closing)) {
      return "what closed up to " + closing.watermark() + " is not committed";
    }
    long objects = beat.found() - head.objects() - base;
    return work.arrivals() && objects > 0 ? objects + " objects found are not committed" : null;
  }

  /**
   * The partition that should have closed, in words; null for none: its time is over, as a later
   * partition shows, so that nothing but the source is in the way.
   */
  static @Nullable String overdue(Heartbeat beat, Work work) {
    Instant oldest = beat.watermark();
    Instant newest = beat.newest();
    if (beat.openPartitions() == 0 || oldest == null || newest == null) {
      return null;
    }
    return newest.isBefore(oldest.plus(work.due()))
        ? null
        : "the partition at " + oldest + " does not close, though one at " + newest + " was seen";
  }
}
