package io.tidemark.runners.direct;

import io.tidemark.pipeline.Engine;
import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** The Direct runner. */
public final class DirectEngine implements Engine {

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Class<? extends PipelineRunner<?>> runner() {
    return DirectRunner.class;
  }

  @Override
  public RunKind endless() {
    return RunKind.STREAMING;
  }

  /**
   * Turns off the checks that encode and compare every element (with elements of megabytes they run
   * out of memory), and lets {@code run()} return, so that progress can be shown.
   */
  @Override
  public EngineSession open(PipelineOptions options, RunKind kind) {
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceEncodability(false);
    direct.setEnforceImmutability(false);
    direct.setBlockOnRun(false);
    return new EngineSession() {};
  }
}
