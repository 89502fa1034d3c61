package io.tidemark.runners.direct;

import io.tidemark.acceptance.TwoWritersAcceptance;

class DirectTwoWritersTest extends TwoWritersAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
