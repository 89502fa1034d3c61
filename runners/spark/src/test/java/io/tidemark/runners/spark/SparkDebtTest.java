package io.tidemark.runners.spark;

import io.tidemark.acceptance.DebtAcceptance;
import io.tidemark.pipeline.RunKind;

class SparkDebtTest extends DebtAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
