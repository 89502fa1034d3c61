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
  private static final int PARTITIONS_KEPT = 300;

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
                .withAllowedLateness(
                    allowedLateness(run.watch().publish(), run.watch().layout().period())))
        .apply("PublishDeltas", PublishDeltas.to(run.publish()).knowing(run.known()));
  }

  /**
   * The source never emits late data; runners may move watermarks early all the same. Partitions of
   * a replay pass by the hour, and each costs a window or two; but runners keep something of each
   * window for as long, so the time is one of a few hundred partitions. Arrivals pass by the clock,
   * in windows of a second whose state is worth dropping.
   */
  static Duration allowedLateness(Publish publish, Duration period) {
    if (publish == Publish.ARRIVAL) {
      return Duration.ofHours(1);
    }
    Duration partitions = period.multipliedBy(PARTITIONS_KEPT);
    Duration least = Duration.ofMinutes(10);
    Duration most = Duration.ofDays(1);
    if (partitions.compareTo(least) < 0) {
      return least;
    }
    return partitions.compareTo(most) > 0 ? most : partitions;
  }
}
