package io.tidemark.runners.direct;

import io.tidemark.acceptance.FaultsAcceptance;

class DirectFaultsTest extends FaultsAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
