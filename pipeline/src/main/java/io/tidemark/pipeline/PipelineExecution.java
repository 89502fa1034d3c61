package io.tidemark.pipeline;

import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** One pipeline, endless or not. */
record PipelineExecution(PipelineResult result, EngineSession session) implements Execution {

  static PipelineExecution start(
      RunSettings settings, TidemarkOptions options, EngineSession session) {
    Pipeline pipeline = Pipeline.create(options);
    DeltaIndexPipeline.build(pipeline, settings);
    return new PipelineExecution(session.run(pipeline), session);
  }

  @Override
  public boolean ended(Duration patience) {
    return session.ended(result, patience);
  }

  @Override
  public long dropped() {
    return session.dropped(result).orElse(0);
  }

  @Override
  public void stop(Duration patience) throws IOException {
    session.stop(result, patience);
  }
}
