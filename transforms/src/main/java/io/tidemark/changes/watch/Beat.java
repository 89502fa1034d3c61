package io.tidemark.changes.watch;

import io.tidemark.changes.Notice.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a watch gets on.
 *
 * @param polls that succeeded since it started
 * @param lists requests they took
 * @param failures polls in a row that failed up to now
 * @param failure why the last one did; null when it did not
 * @param watermark every partition that ends at or before it is closed; null before there is one
 * @param newest latest start of a partition seen; null before one was
 * @param openPartitions found and not closed
 * @param known object versions it keeps in mind: what its state is as large as
 * @param found objects since it started
 * @param lastFound when it found one last; null before it did
 * @param lastClosing the last news it told; null before there was any
 * @param stopping whether it has stopped
 */
public record Beat(
    long polls,
    long lists,
    int failures,
    @Nullable String failure,
    @Nullable Instant watermark,
    @Nullable Instant newest,
    int openPartitions,
    int known,
    long found,
    @Nullable Instant lastFound,
    @Nullable Link lastClosing,
    boolean stopping) {

  /** How the watch gets on after a poll. */
  static Beat after(Poll poll) {
    Horizon horizon = poll.next();
    Horizon.Pace pace = horizon.pace();
    return new Beat(
        pace.polls(),
        pace.lists(),
        pace.failures(),
        poll.failure() == null ? null : poll.failure().getMessage(),
        horizon.watermark(),
        horizon.newest(),
        horizon.open().size(),
        horizon.known().size(),
        pace.found(),
        pace.lastFound(),
        horizon.lastClosing(),
        horizon.done());
  }
}
