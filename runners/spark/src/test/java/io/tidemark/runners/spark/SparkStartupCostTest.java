package io.tidemark.runners.spark;

import io.tidemark.acceptance.StartupCostAcceptance;

class SparkStartupCostTest extends StartupCostAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }
}
