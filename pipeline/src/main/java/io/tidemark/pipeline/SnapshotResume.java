package io.tidemark.pipeline;

import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.Owed;
import io.tidemark.changes.watch.Owed.Stage;
import io.tidemark.changes.watch.ResumePoint;
import io.tidemark.changes.watch.ResumeSource;
import io.tidemark.publish.KnownHead;
import io.tidemark.publish.Progress;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Resumes from the newest snapshot of an index.
 *
 * @param output URI of the index
 * @param always whether to go on with what any run committed; else only a run that has committed
 *     something goes on with it, when its engine starts it over
 * @param run id of this run
 * @param known the snapshot it was started from
 */
record SnapshotResume(String output, boolean always, String run, KnownHead known)
    implements ResumeSource {

  @Override
  public @Nullable ResumePoint read(PipelineOptions options) throws IOException {
    try (ObjectStore store = ObjectStores.open(output, options)) {
      SnapshotHead newest = new SnapshotLog(store).newestHeadFrom(known).orElse(null);
      return newest == null || !resumes(newest) ? null : resume(newest.progress());
    }
  }

  @Override
  public @Nullable ResumePoint committed(PipelineOptions options) throws IOException {
    try (ObjectStore store = ObjectStores.open(output, options)) {
      return new SnapshotLog(store)
          .newestHeadFrom(known)
          .map(newest -> resume(newest.progress()))
          .orElse(null);
    }
  }

  private boolean resumes(SnapshotHead newest) {
    boolean fresh = newest.progress().totals().objects() == 0; // Where to start is not settled yet.
    return always || (newest.writer().run().equals(run) && !fresh);
  }

  private static ResumePoint resume(Progress progress) {
    return new ResumePoint(
        progress.watermark(),
        progress.floor(),
        progress.objects().entrySet().stream()
            .flatMap(
                e -> e.getValue().versions().stream().map(v -> new ObjectVersion(e.getKey(), v)))
            .toList(),
        progress.debt().stream()
            .map(d -> new Owed(d.from(), d.to(), d.counted() ? Stage.COUNTED : Stage.FOUND))
            .toList(),
        progress.debtSince());
  }
}
