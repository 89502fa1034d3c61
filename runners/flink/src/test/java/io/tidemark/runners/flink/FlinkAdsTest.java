package io.tidemark.runners.flink;

import io.tidemark.acceptance.AdsAcceptance;

class FlinkAdsTest extends AdsAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
