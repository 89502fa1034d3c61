package io.tidemark.runners.direct;

import io.tidemark.acceptance.AdsAcceptance;

class DirectAdsTest extends AdsAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
