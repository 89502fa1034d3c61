package io.tidemark.runners.spark;

import io.tidemark.acceptance.AdsAcceptance;

class SparkAdsTest extends AdsAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }
}
