package io.tidemark.runners.flink;

import io.tidemark.acceptance.DebtAcceptance;
import io.tidemark.pipeline.RunKind;

class FlinkDebtTest extends DebtAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }
}
