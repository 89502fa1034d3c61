package io.tidemark.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last news of a watch that was asked to stop: it covers all that was found and that no closing
 * told of. Partitions that had not settled stay open; the next run goes on with them.
 *
 * @param run id of the run whose watch it was
 * @param stoppedAt when it stopped
 * @param eventTime the timestamp it is emitted with
 * @param watermark of the source, where it was; null before the first partition
 * @param open partitions found and not closed
 * @param id names this notice by its content
 * @param follows the notice before this one; null when there was none
 * @param covers object versions that were found and not told of
 */
public record WatchStopped(
    String run,
    Instant stoppedAt,
    Instant eventTime,
    @Nullable Instant watermark,
    int open,
    String id,
    @Nullable Link follows,
    List<Covered> covers)
    implements Notice {
  public WatchStopped {
    covers = List.copyOf(covers);
  }
}
