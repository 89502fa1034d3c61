package io.tidemark.runners.spark;

import io.tidemark.pipeline.Engine;
import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Spark, through Beam's runner for its RDDs. An endless run is made of cycles: a streaming one
 * encodes all that waits under a key again for each element that comes.
 */
public final class SparkEngine implements Engine {

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Class<? extends PipelineRunner<?>> runner() {
    return SparkRunner.class;
  }

  @Override
  public RunKind endless() {
    return RunKind.CYCLES;
  }

  @Override
  public List<OptionRisk> risks(PipelineOptions options, RunPlan plan) {
    SparkPipelineOptions spark = options.as(SparkPipelineOptions.class);
    return SparkRisks.of(spark, plan, plan.kind(this));
  }

  /**
   * Starts the Spark context of the run: where {@code spark-submit} says, else at {@code
   * --sparkMaster}, else in this process.
   *
   * @throws io.tidemark.pipeline.UsageException when a stream on a cluster has no place for its
   *     checkpoints
   */
  @Override
  public EngineSession open(PipelineOptions options, RunKind kind) {
    SparkPipelineOptions spark = options.as(SparkPipelineOptions.class);
    GivenOptions given = GivenOptions.of(options);
    return switch (kind) {
      case BATCH, CYCLES -> BatchSession.open(spark, given);
      case STREAMING -> StreamingSession.open(spark, given);
    };
  }
}
