package io.tidemark.runners.direct;

import io.tidemark.acceptance.SameBytesAcceptance;

class DirectSameBytesTest extends SameBytesAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
