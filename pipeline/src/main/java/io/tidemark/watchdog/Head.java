package io.tidemark.watchdog;

import io.tidemark.changes.Notice;
import io.tidemark.publish.Progress;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.Totals;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the newest snapshot tells how a run gets on.
 *
 * @param version of the snapshot; 0 when there is none
 * @param writer id of the run that wrote it, or of a compaction; empty when there is none
 * @param progress what a commit of the run changes; a compaction does not
 */
record Head(long version, String writer, Committed progress) {
  /** There is no index yet. */
  static final Head NONE =
      new Head(0, "", new Committed(null, null, Set.of(), Totals.ZERO, 0, 0, null));

  /**
   * How far the source is committed.
   *
   * @param watermark every partition that ends at or before it is closed
   * @param floor what ends at or before it is settled
   * @param counted ids of the closings that count
   * @param totals over the life of the index
   * @param pending receipts of objects committed in part
   * @param waiting closings that cannot count yet
   * @param stopped id of the run that has stopped last with all it found committed
   */
  record Committed(
      @Nullable Instant watermark,
      @Nullable Instant floor,
      Set<String> counted,
      Totals totals,
      int pending,
      int waiting,
      @Nullable String stopped) {}

  static Head of(SnapshotHead snapshot) {
    Progress progress = snapshot.progress();
    return new Head(
        snapshot.version(),
        snapshot.writer().run(),
        new Committed(
            progress.watermark(),
            progress.floor(),
            Set.copyOf(progress.counted().keySet()),
            progress.totals(),
            progress.pending().size(),
            progress.waiting().size(),
            progress.stopped()));
  }

  /** Objects committed over the life of the index. */
  long objects() {
    return progress.totals().objects();
  }

  /** Whether a claim of the source is committed with all it covers. */
  boolean counts(Notice.Link closing) {
    return progress.counted().contains(closing.id())
        || reaches(progress.floor(), closing.watermark())
        || reaches(progress.watermark(), closing.watermark());
  }

  private static boolean reaches(@Nullable Instant committed, Instant wanted) {
    return committed != null && !committed.isBefore(wanted);
  }
}
