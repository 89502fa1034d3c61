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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster in this process, kept from one job to the next: to start one takes longer than a small
 * job does. Its jobs come one after the other.
 *
 * <p>Such a cluster never forgets a job, at some 85 kB each, so after a number of jobs a new one
 * takes its place.
 */
final class LocalCluster implements PipelineExecutorServiceLoader, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
  private static final int MANY_JOBS = 500;

  private final Configuration configuration;
  private final int slots;
  private final int jobsEach;
  private final Path scratch;
  private final Thread cleaner;
  private @Nullable MiniCluster cluster;
  private int jobs;

  private LocalCluster(Configuration configuration, int slots, int jobsEach, Path scratch) {
    this.configuration = configuration;
    this.slots = slots;
    this.jobsEach = jobsEach;
    this.scratch = scratch;
    this.cleaner = new Thread(() -> FileUtils.deleteDirectoryQuietly(scratch.toFile()));
    Runtime.getRuntime().addShutdownHook(cleaner); // For runs that are interrupted.
  }

  /**
   * Starts a cluster.
   *
   * @param base what its user configured
   * @param parallelism of the jobs to come; with less than 1, one for each processor
   */
  static LocalCluster start(Configuration base, int parallelism) throws IOException {
    return start(base, parallelism, MANY_JOBS);
  }

  static LocalCluster start(Configuration base, int parallelism, int jobsEach) throws IOException {
    int slots = parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
    Path scratch = Files.createTempDirectory("tidemark-flink-");
    LocalCluster started = new LocalCluster(configuration(base, scratch), slots, jobsEach, scratch);
    try {
      started.renew();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
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
    configuration.addAll(base);
    return configuration;
  }

  /** The configuration of its jobs. */
  Configuration jobs() {
    Configuration settings = new Configuration(configuration);
    settings.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
    settings.set(DeploymentOptions.ATTACHED, true);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, slots);
    return settings;
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration asked) {
    return new PipelineExecutorFactory() {
      @Override
      public String getName() {
        return LocalExecutor.NAME;
      }

      @Override
      public boolean isCompatibleWith(Configuration settings) {
        return true;
      }

      @Override
      public PipelineExecutor getExecutor(Configuration settings) {
        return LocalCluster.this::submit;
      }
    };
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(LocalExecutor.NAME);
  }

  private synchronized CompletableFuture<JobClient> submit(
      Pipeline pipeline, Configuration settings, ClassLoader loader) throws IOException {
    MiniCluster current = jobs < jobsEach && cluster != null ? cluster : renew();
    jobs++;
    return current
        .submitJob(PipelineExecutorUtils.getJobGraph(pipeline, settings, loader))
        .thenApply(
            submitted ->
                new MiniClusterJobClient(
                    submitted.getJobID(), current, loader, JobFinalizationBehavior.NOTHING));
  }

  private synchronized MiniCluster renew() throws IOException {
    stop();
    MiniCluster started =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster = started;
    jobs = 0;
    try {
      started.start();
    } catch (Exception e) {
      throw new IOException("Cannot start Flink in this process: " + e, e);
    }
    return started;
  }

  private void stop() throws IOException {
    try {
      if (cluster != null) {
        cluster.close();
      }
    } catch (Exception e) {
      throw new IOException("Cannot stop Flink in this process: " + e, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      stop();
    } finally {
      FileUtils.deleteDirectory(scratch.toFile());
      try {
        Runtime.getRuntime().removeShutdownHook(cleaner);
      } catch (IllegalStateException e) {
        LOG.debug("Closed while the process ends", e);
      }
    }
  }
}
