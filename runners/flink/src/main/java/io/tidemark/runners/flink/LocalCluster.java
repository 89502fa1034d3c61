package io.tidemark.runners.flink;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.util.FileUtils;

/**
 * A cluster in this process, kept from one job to the next: to start one takes longer than a small
 * job does.
 */
final class LocalCluster implements PipelineExecutorServiceLoader, Closeable {
  private final MiniCluster cluster;
  private final Configuration configuration;
  private final int slots;
  private final Path scratch;

  private LocalCluster(
      MiniCluster cluster, Configuration configuration, int slots, Path scratch) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.slots = slots;
    this.scratch = scratch;
  }

  /**
   * Starts a cluster.
   *
   * @param base what its user configured
   * @param parallelism of the jobs to come; with less than 1, one for each processor
   */
  static LocalCluster start(Configuration base, int parallelism) throws IOException {
    int slots = parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
    Path scratch = Files.createTempDirectory("tidemark-flink-");
    Configuration configuration = configuration(base, scratch);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    LocalCluster started = new LocalCluster(cluster, configuration, slots, scratch);
    try {
      cluster.start();
      return started;
    } catch (Exception e) {
      IOException failure = new IOException("Cannot start Flink in this process: " + e, e);
      try {
        started.close();
      } catch (IOException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  private static Configuration configuration(Configuration base, Path scratch) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, scratch.toString());
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    // A cycle a second leaves thousands of finished jobs an hour, and Flink keeps them in memory.
    configuration.set(JobManagerOptions.JOB_STORE_MAX_CAPACITY, 2);
    configuration.addAll(base);
    return configuration;
  }

  /** The configuration of its jobs. */
  Configuration jobs() {
    Configuration jobs = new Configuration(configuration);
    jobs.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
    jobs.set(DeploymentOptions.ATTACHED, true);
    jobs.set(CoreOptions.DEFAULT_PARALLELISM, slots);
    return jobs;
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration jobs) {
    return new PipelineExecutorFactory() {
      @Override
      public String getName() {
        return LocalExecutor.NAME;
      }

      @Override
      public boolean isCompatibleWith(Configuration asked) {
        return true;
      }

      @Override
      public PipelineExecutor getExecutor(Configuration asked) {
        return LocalCluster.this::submit;
      }
    };
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(LocalExecutor.NAME);
  }

  private CompletableFuture<JobClient> submit(
      Pipeline pipeline, Configuration jobs, ClassLoader loader) throws IOException {
    return cluster
        .submitJob(PipelineExecutorUtils.getJobGraph(pipeline, jobs, loader))
        .thenApply(
            submitted ->
                new MiniClusterJobClient(
                    submitted.getJobID(), cluster, loader, JobFinalizationBehavior.NOTHING));
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("Cannot stop Flink in this process: " + e, e);
    } finally {
      FileUtils.deleteDirectory(scratch.toFile());
    }
  }
}
