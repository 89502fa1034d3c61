package io.tidemark.runners.flink;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster to run pipelines on, for as long as a run lasts. */
final class FlinkSession implements EngineSession {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkSession.class);

  private final FlinkEnvironments environments;
  private final Closeable cluster;
  private final boolean submitOnly;

  private FlinkSession(FlinkEnvironments environments, Closeable cluster, boolean submitOnly) {
    this.environments = environments;
    this.cluster = cluster;
    this.submitOnly = submitOnly;
  }

  static FlinkSession open(FlinkPipelineOptions options, RunKind kind) throws IOException {
    String master = options.getFlinkMaster().trim();
    options.setFlinkMaster("[auto]"); // So that Beam's runner takes the environments from here.
    if (master.equals("[auto]") && FlinkEnvironments.areGiven()) {
      FlinkEnvironments given = FlinkEnvironments.given();
      FlinkJobSettings.onCluster(given, options, kind);
      boolean attached = given.configuration().get(DeploymentOptions.ATTACHED);
      return new FlinkSession(given, () -> {}, !attached && kind != RunKind.CYCLES);
    }
    Configuration configuration = configuration(options);
    if (master.equals("[auto]") || master.equals("[local]")) {
      LocalCluster cluster = LocalCluster.start(configuration, options.getParallelism());
      FlinkEnvironments local = FlinkEnvironments.of(cluster, cluster.jobs());
      FlinkJobSettings.embedded(local);
      return new FlinkSession(local, cluster, false);
    }
    FlinkEnvironments remote =
        FlinkEnvironments.of(
            new DefaultExecutorServiceLoader(),
            RemoteMaster.jobs(master, options.getFilesToStage(), configuration));
    FlinkJobSettings.onCluster(remote, options, kind);
    return new FlinkSession(remote, () -> {}, false);
  }

  private static Configuration configuration(FlinkPipelineOptions options) {
    String folder = options.getFlinkConfDir();
    return folder == null || folder.isEmpty()
        ? GlobalConfiguration.loadConfiguration()
        : GlobalConfiguration.loadConfiguration(folder);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    FlinkEnvironments.Submission<PipelineResult> submission = environments.submit(pipeline::run);
    FlinkJob job = new FlinkJob(submission.job(), submission.result());
    if (submitOnly) {
      LOG.info("Flink job {} is submitted and goes on without this process", job.id());
    }
    return job;
  }

  /** With {@code flink run -d} the job goes on when this process ends. */
  @Override
  public boolean ended(PipelineResult result, Duration patience) {
    if (submitOnly) {
      return true;
    }
    boolean ended = EngineSession.super.ended(result, patience);
    if (ended && result.getState() == PipelineResult.State.CANCELLED) {
      throw new IllegalStateException(
          "Flink job "
              + ((FlinkJob) result).id()
              + " was cancelled from elsewhere. What it committed stays; start the run again and it"
              + " goes on from there");
    }
    return ended;
  }

  @Override
  public void stop(PipelineResult result, Duration patience) throws IOException {
    result.cancel();
    if (!EngineSession.super.ended(result, patience)) {
      throw new IOException(
          "Flink job "
              + ((FlinkJob) result).id()
              + " was cancelled but still runs after "
              + patience
              + ". Nothing it commits does harm; look for it in Flink's web interface");
    }
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
