package io.tidemark.pipeline;

import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.Totals;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run gets on, as the snapshot log has it: the same on every engine, and exact.
 *
 * @param objects committed since the run started
 * @param late of these objects
 * @param documents committed, deletes included
 * @param rejected records
 * @param version of the newest snapshot
 * @param lag from the watermark to now; null before there is a watermark
 */
public record RunProgress(
    long objects, long late, long documents, long rejected, long version, @Nullable Duration lag) {

  /** What became of an index since a run started with the snapshot {@code first}. */
  static RunProgress between(SnapshotHead first, SnapshotHead newest, Instant now) {
    Totals before = first.progress().totals();
    Totals after = newest.progress().totals();
    Instant watermark = newest.progress().watermark();
    return new RunProgress(
        after.objects() - before.objects(),
        after.late() - before.late(),
        after.upserts() + after.deletes() - before.upserts() - before.deletes(),
        after.rejected() - before.rejected(),
        newest.version(),
        watermark == null ? null : Duration.between(watermark, now));
  }

  /** The lag as people read it. */
  public String lagText() {
    if (lag == null) {
      return "-";
    }
    return lag.toDays() > 0
        ? lag.toDays() + "d " + lag.toHoursPart() + "h"
        : lag.toHours() + "h " + lag.toMinutesPart() + "m " + lag.toSecondsPart() + "s";
  }
}
