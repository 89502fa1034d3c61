package io.tidemark.runners.direct;

import io.tidemark.acceptance.ConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class DirectBatchConformanceTest extends ConformanceAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }

  @Override
  protected RunKind mode() {
    return RunKind.BATCH;
  }
}
