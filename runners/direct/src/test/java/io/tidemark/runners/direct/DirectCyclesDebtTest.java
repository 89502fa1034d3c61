package io.tidemark.runners.direct;

import io.tidemark.acceptance.DebtAcceptance;
import io.tidemark.pipeline.RunKind;

class DirectCyclesDebtTest extends DebtAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }

  @Override
  protected RunKind mode() {
    return RunKind.CYCLES;
  }
}
