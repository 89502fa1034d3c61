package io.tidemark.runners.direct;

import io.tidemark.acceptance.LateAcceptance;

class DirectLateTest extends LateAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
