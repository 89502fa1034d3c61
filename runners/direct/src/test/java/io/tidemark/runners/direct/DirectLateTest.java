package io.tidemark.runners.direct;

import io.tidemark.acceptance.LateAcceptance;
import io.tidemark.pipeline.RunKind;

class DirectLateTest extends LateAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }
}
