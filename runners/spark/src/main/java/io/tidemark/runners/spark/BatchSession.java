package io.tidemark.runners.spark;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.GivenOptions;
import java.time.Duration;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounded pipelines, one or one after the other. */
final class BatchSession implements EngineSession {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSession.class);
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final String JOBS = "tidemark";

  private final KeptContext context;
  private @Nullable MetricsContainerStepMap counted;
  private int pipelines;

  private BatchSession(KeptContext context) {
    this.context = context;
  }

  static BatchSession open(SparkPipelineOptions options, GivenOptions given) {
    if (!given.has("preferGroupByKeyToHandleHugeValues")) {
      // Deltas of one window after the other, from a sorted shuffle; else all of a shard, decoded,
      // at once.
      options.setPreferGroupByKeyToHandleHugeValues(true);
    }
    return new BatchSession(KeptContext.start(options, given));
  }

  /** Starts a pipeline whose counts add to those of the pipelines before it. */
  @Override
  public PipelineResult run(Pipeline pipeline) {
    JavaSparkContext spark = context.spark();
    OneCommitter.in(pipeline);
    spark.setJobGroup(JOBS, "Tidemark, pipeline " + ++pipelines, true);
    PipelineResult result = pipeline.run();
    MetricsContainerStepMap counting = MetricsAccumulator.getInstance().value();
    if (counted != null) {
      counting.updateAll(counted); // Beam starts each pipeline from zero.
    }
    counted = counting;
    return result;
  }

  @Override
  public boolean ended(PipelineResult result, Duration patience) {
    boolean ended = EngineSession.super.ended(result, patience);
    if (ended) {
      // Beam keeps what was grouped in memory; nobody comes back to it.
      context.spark().getPersistentRDDs().values().forEach(JavaRDD::unpersist);
    }
    return ended;
  }

  /** Beam's own {@code cancel} ends nothing while the context is kept. */
  @Override
  public void stop(PipelineResult result, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!ended(result, MOMENT) && System.nanoTime() < deadline) {
        context.spark().cancelJobGroup(JOBS); // Again: the job may not have been submitted yet.
      }
    } catch (RuntimeException e) {
      LOG.debug("The pipeline was stopped", e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
