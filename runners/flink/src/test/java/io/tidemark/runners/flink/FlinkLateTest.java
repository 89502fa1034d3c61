package io.tidemark.runners.flink;

import io.tidemark.acceptance.LateAcceptance;

class FlinkLateTest extends LateAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
