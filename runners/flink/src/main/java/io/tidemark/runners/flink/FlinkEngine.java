package io.tidemark.runners.flink;

import io.tidemark.pipeline.Engine;
import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import java.io.IOException;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Flink, through Beam's classic Flink runner. */
public final class FlinkEngine implements Engine {

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public Class<? extends PipelineRunner<?>> runner() {
    return FlinkRunner.class;
  }

  @Override
  public RunKind endless() {
    return RunKind.STREAMING;
  }

  @Override
  public List<OptionRisk> risks(PipelineOptions options, RunPlan plan) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    return FlinkRisks.of(flink, plan, plan.kind(this));
  }

  /**
   * Finds the cluster that {@code --flinkMaster} means: {@code host:port} of a session cluster;
   * {@code [local]}, one embedded here for as long as the run lasts; or {@code [auto]}, the
   * default, the one {@code flink run} submits to if that is what started this process, else as
   * {@code [local]}.
   */
  @Override
  public EngineSession open(PipelineOptions options, RunKind kind) throws IOException {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    FlinkDefaults.apply(flink, kind);
    return FlinkSession.open(flink, kind);
  }
}
