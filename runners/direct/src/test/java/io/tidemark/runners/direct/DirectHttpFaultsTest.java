package io.tidemark.runners.direct;

import io.tidemark.acceptance.HttpFaultsAcceptance;

class DirectHttpFaultsTest extends HttpFaultsAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
