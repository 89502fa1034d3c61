package io.tidemark.runners.direct;

import io.tidemark.acceptance.EndlessConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class DirectStreamingConformanceTest extends EndlessConformanceAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }
}
