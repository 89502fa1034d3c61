package io.tidemark.runners.flink;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The environments that Beam's runner builds its jobs in when its master is {@code [auto]}: one for
 * streaming jobs, one for batch jobs. They are those of {@code flink run}, or made here for a
 * cluster of our own choice; either way what is submitted is heard of.
 */
final class FlinkEnvironments {
  /** Environments are found through static fields of Flink: one submission at a time. */
  private static final Object CONTEXT = new Object();

  private final StreamExecutionEnvironment streaming;
  private final ExecutionEnvironment batch;
  private final boolean given;
  private final AtomicReference<@Nullable JobClient> submitted = new AtomicReference<>();

  private FlinkEnvironments(
      StreamExecutionEnvironment streaming, ExecutionEnvironment batch, boolean given) {
    this.streaming = streaming;
    this.batch = batch;
    this.given = given;
    streaming.registerJobListener(new Submissions());
    batch.registerJobListener(new Submissions());
  }

  /** Whether {@code flink run} has set up environments in this process. */
  static boolean areGiven() {
    return !ExecutionEnvironment.areExplicitEnvironmentsAllowed();
  }

  /** Those of {@code flink run}. */
  static FlinkEnvironments given() {
    return new FlinkEnvironments(
        StreamExecutionEnvironment.getExecutionEnvironment(),
        ExecutionEnvironment.getExecutionEnvironment(),
        true);
  }

  /** Environments that submit through the executors of a loader. */
  static FlinkEnvironments of(
      PipelineExecutorServiceLoader executors, Configuration configuration) {
    ClassLoader loader = FlinkEnvironments.class.getClassLoader();
    return new FlinkEnvironments(
        new StreamExecutionEnvironment(executors, configuration, loader),
        new ExecutionEnvironment(executors, configuration, loader),
        false);
  }

  /** What they were made with. */
  ReadableConfig configuration() {
    return streaming.getConfiguration();
  }

  StreamExecutionEnvironment streaming() {
    return streaming;
  }

  ExecutionEnvironment batch() {
    return batch;
  }

  /** Submits through these environments. */
  <T> Submission<T> submit(Supplier<T> submission) {
    synchronized (CONTEXT) {
      StreamingContext.set(streaming);
      BatchContext.set(batch);
      try {
        submitted.set(null);
        T result = submission.get();
        return new Submission<>(
            result, Objects.requireNonNull(submitted.get(), "The runner submitted no job"));
      } finally {
        if (!given) {
          StreamingContext.clear();
          BatchContext.clear();
        }
      }
    }
  }

  /** What a submission gave, and the job it submitted. */
  record Submission<T>(T result, JobClient job) {}

  private final class Submissions implements JobListener {
    @Override
    public void onJobSubmitted(@Nullable JobClient job, @Nullable Throwable failure) {
      submitted.set(job);
    }

    @Override
    public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {
      // Whoever submitted the job waits for it.
    }
  }

  /** The doors are protected. */
  private static final class StreamingContext extends StreamExecutionEnvironment {
    static void set(StreamExecutionEnvironment environment) {
      initializeContextEnvironment(configuration -> environment);
    }

    static void clear() {
      resetContextEnvironment();
    }
  }

  private static final class BatchContext extends ExecutionEnvironment {
    static void set(ExecutionEnvironment environment) {
      initializeContextEnvironment(() -> environment);
    }

    static void clear() {
      resetContextEnvironment();
    }
  }
}
