package io.tidemark.runners.flink;

import io.tidemark.acceptance.StoreFaultsAcceptance;

class FlinkStoreFaultsTest extends StoreFaultsAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
