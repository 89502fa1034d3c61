package io.tidemark.runners.direct;

import io.tidemark.acceptance.StoreFaultsAcceptance;

class DirectStoreFaultsTest extends StoreFaultsAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
