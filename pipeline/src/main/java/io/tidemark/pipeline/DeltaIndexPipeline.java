package io.tidemark.pipeline;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.read.ReadChanges;
import io.tidemark.changes.watch.WatchPartitions;
import io.tidemark.changes.watch.WatchSettings.Publish;
import io.tidemark.deltas.ComputePostingDeltas;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.settings.Analyzers;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The whole pipeline, for any runner. */
public final class DeltaIndexPipeline {
  private DeltaIndexPipeline() {}

  /** Adds the four stages to a pipeline; the snapshots they commit come out. */
  public static PCollection<SnapshotHead> build(Pipeline pipeline, RunSettings run) {
    WatchPartitions source =
        WatchPartitions.of(run.watch()).resuming(run.resume()).supervised(run.supervision());
    return build(pipeline, source, run);
  }

  /** The same with another source of discoveries. */
  static PCollection<SnapshotHead> build(
      Pipeline pipeline, PTransform<PBegin, PCollection<Discovery>> source, RunSettings run) {
    return pipeline
        .apply("WatchPartitions", source)
        .apply("ReadChanges", ReadChanges.from(run.watch().input(), run.index()))
        .apply(
            "ComputePostingDeltas",
            ComputePostingDeltas.of(run.index(), run.shards(), run.window(), Analyzers::of)
                .withAllowedLateness(allowedLateness(run)))
        .apply("PublishDeltas", PublishDeltas.to(run.publish()));
  }

  /**
   * The source never emits late data; runners may move watermarks early all the same. Partitions of
   * a replay pass by the hour, and each costs a window or two; arrivals pass by the clock, in
   * windows of a second whose state is worth dropping.
   */
  private static Duration allowedLateness(RunSettings run) {
    return run.watch().publish() == Publish.ARRIVAL ? Duration.ofHours(1) : Duration.ofDays(1);
  }
}
