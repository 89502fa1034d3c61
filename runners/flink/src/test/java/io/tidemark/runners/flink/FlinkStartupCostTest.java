package io.tidemark.runners.flink;

import io.tidemark.acceptance.StartupCostAcceptance;

class FlinkStartupCostTest extends StartupCostAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
