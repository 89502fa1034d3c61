package io.tidemark.runners.spark;

import io.tidemark.acceptance.LateAcceptance;
import io.tidemark.pipeline.RunKind;

class SparkLateTest extends LateAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
