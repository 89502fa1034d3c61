package io.tidemark.pipeline;

import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * An engine a pipeline can run on. Found with {@link java.util.ServiceLoader} on the class path of
 * the jar that was started; what an engine needs different from the others is behind this interface
 * and nowhere else.
 */
public interface Engine {

  /** As in {@code --runner=direct}. */
  String name();

  /** The Beam runner it stands for; {@code --runner} with its simple name means the same engine. */
  Class<? extends PipelineRunner<?>> runner();

  /** Sets what the engine needs to run well and what its user did not set. */
  void prepare(PipelineOptions options);
}
