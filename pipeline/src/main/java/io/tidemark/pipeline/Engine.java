package io.tidemark.pipeline;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * An engine a pipeline can run on. Found with {@link java.util.ServiceLoader} on the class path of
 * the jar that was started; what an engine needs different from the others is behind this interface
 * and {@link EngineSession}, and nowhere else.
 */
public interface Engine {

  /** As in {@code --runner=direct}. */
  String name();

  /** The Beam runner it stands for; {@code --runner} with its simple name means the same engine. */
  Class<? extends PipelineRunner<?>> runner();

  /** What an endless run is when no {@code --mode} is given: streaming, or cycles. */
  RunKind endless();

  /**
   * What in the options of a run would hurt it on this engine, told before it starts. Asks nothing
   * of the engine and changes nothing.
   *
   * @param options as they were given, before {@link #open} sets what was not
   * @param plan of the run; {@link RunPlan#kind} says how it uses this engine
   * @return empty when all is well
   */
  default List<OptionRisk> risks(PipelineOptions options, RunPlan plan) {
    return List.of();
  }

  /**
   * Makes the engine ready for a run: sets in the options what the engine needs to run well and its
   * user did not set, and starts what outlives a single pipeline.
   *
   * @throws IOException when the engine cannot be reached or started
   */
  EngineSession open(PipelineOptions options, RunKind kind) throws IOException;
}
