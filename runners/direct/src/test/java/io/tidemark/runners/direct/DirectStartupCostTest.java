package io.tidemark.runners.direct;

import io.tidemark.acceptance.StartupCostAcceptance;

class DirectStartupCostTest extends StartupCostAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
