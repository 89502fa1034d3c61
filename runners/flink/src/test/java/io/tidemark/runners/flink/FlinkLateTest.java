package io.tidemark.runners.flink;

import io.tidemark.acceptance.LateAcceptance;
import io.tidemark.pipeline.RunKind;

class FlinkLateTest extends LateAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }
}
