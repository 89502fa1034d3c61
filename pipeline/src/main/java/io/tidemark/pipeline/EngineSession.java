package io.tidemark.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/**
 * An engine during one run. The methods here are those of Beam's runners; engines differ a little.
 */
public interface EngineSession extends Closeable {
  /** Adapts a pipeline to the engine where that is needed, and starts it. */
  default PipelineResult run(Pipeline pipeline) {
    return pipeline.run();
  }

  /**
   * Waits for the end of a pipeline, so long at most.
   *
   * @return whether it has ended
   * @throws RuntimeException the failure of the pipeline, when it failed
   */
  default boolean ended(PipelineResult result, Duration patience) {
    PipelineResult.State state =
        result.waitUntilFinish(org.joda.time.Duration.millis(patience.toMillis()));
    if (state == PipelineResult.State.FAILED) {
      throw new IllegalStateException(
          "The pipeline failed; the log of the engine tells why. What was committed stays, and the"
              + " next run goes on from there");
    }
    return state != null && state.isTerminal();
  }

  /**
   * Stops a pipeline where it is, and waits until it does nothing more.
   *
   * @param patience how long it may take to end
   */
  default void stop(PipelineResult result, Duration patience) throws IOException {
    result.cancel();
    ended(result, patience);
  }

  /**
   * How many elements a pipeline dropped as late so far: none, when all is well.
   *
   * @return empty when the engine does not tell
   */
  default OptionalLong dropped(PipelineResult result) {
    return DroppedElements.in(result);
  }

  /** Ends what was kept for the run. */
  @Override
  default void close() throws IOException {}
}
