package io.tidemark.runners.flink;

import io.tidemark.acceptance.EndlessConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class FlinkCyclesConformanceTest extends EndlessConformanceAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
