package io.tidemark.runners.spark;

import io.tidemark.acceptance.EndlessConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class SparkCyclesConformanceTest extends EndlessConformanceAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
