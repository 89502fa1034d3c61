package io.tidemark.pipeline;

import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.ResumePoint;
import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.Progress;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.segment.ShardBytes;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the pipeline, from the options to its end. */
public final class DeltaIndexRun {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaIndexRun.class);
  private static final org.joda.time.Duration TICK = org.joda.time.Duration.standardSeconds(1);

  private final PipelineResult result;
  private final Clock clock;
  private final @Nullable Instant deadline;

  private DeltaIndexRun(PipelineResult result, Clock clock, @Nullable Instant deadline) {
    this.result = result;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Checks the options, opens or creates the index, and starts the pipeline where the index left
   * off.
   *
   * @throws UsageException with every problem of the options
   * @throws io.tidemark.settings.SettingsException with every problem of the index settings
   * @throws io.tidemark.publish.IndexMismatchException when the output holds another index
   * @throws IOException when a store cannot be reached
   */
  public static DeltaIndexRun start(TidemarkOptions options, Clock clock) throws IOException {
    RunPlan plan = RunPlan.of(options);
    return start(plan, plan.settings(options), options, clock);
  }

  static DeltaIndexRun start(
      RunPlan plan, IndexSettings index, TidemarkOptions options, Clock clock) throws IOException {
    String run = UUID.randomUUID().toString();
    Snapshot found = open(plan, index, run, options, clock);
    RunSettings settings =
        new RunSettings(
            plan.resumes() ? plan.watch().withResume(resume(found.progress())) : plan.watch(),
            index,
            plan.shards(),
            plan.window(),
            new PublishDeltas.Settings(
                plan.output(), index, plan.shards(), plan.watch().late().lateness(), run, clock));
    Pipeline pipeline = Pipeline.create(options);
    DeltaIndexPipeline.build(pipeline, settings);
    Instant deadline = plan.runFor() == null ? null : clock.instant().plus(plan.runFor());
    LOG.info("Run {} continues version {} of {}", run, found.version(), plan.output());
    return new DeltaIndexRun(pipeline.run(), clock, deadline);
  }

  private static Snapshot open(
      RunPlan plan, IndexSettings index, String run, TidemarkOptions options, Clock clock)
      throws IOException {
    IndexIdentity identity =
        new IndexIdentity(
            index,
            index.hash(),
            plan.shards(),
            plan.watch().layout().template(),
            plan.watch().layout().period().toString(),
            ShardBytes.CODEC);
    try (ObjectStore input = ObjectStores.open(plan.watch().input(), options);
        ObjectStore output = ObjectStores.open(plan.output(), options)) {
      // A missing bucket or wrong key is told now, not from a worker.
      if (input.list("", "", 1).isEmpty()) {
        LOG.warn("There is nothing in {} yet. Is --input right?", input.uri());
      }
      Snapshot.Writer writer =
          new Snapshot.Writer(
              options.getRunner().getSimpleName(), run, UUID.randomUUID().toString());
      return new SnapshotLog(output).openOrCreate(identity, writer, clock.instant());
    }
  }

  private static ResumePoint resume(Progress progress) {
    return new ResumePoint(
        progress.watermark(),
        progress.floor(),
        progress.objects().entrySet().stream()
            .map(e -> new ObjectVersion(e.getKey(), e.getValue().etag()))
            .toList());
  }

  /**
   * Waits for the end of the run, telling about once a second how it gets on.
   *
   * @throws RuntimeException the failure of the pipeline, when it failed
   */
  public void await(Consumer<RunProgress> tell) throws IOException {
    while (true) {
      PipelineResult.State state = result.waitUntilFinish(TICK);
      tell.accept(RunProgress.of(result));
      if (state != null && state.isTerminal()) {
        return;
      }
      if (deadline != null && !clock.instant().isBefore(deadline)) {
        stop();
        return;
      }
    }
  }

  /** Stops the run where it is. What is committed is committed; the next run goes on from there. */
  public void stop() throws IOException {
    result.cancel();
  }
}
