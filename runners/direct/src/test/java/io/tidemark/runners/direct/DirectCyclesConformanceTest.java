package io.tidemark.runners.direct;

import io.tidemark.acceptance.EndlessConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class DirectCyclesConformanceTest extends EndlessConformanceAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
