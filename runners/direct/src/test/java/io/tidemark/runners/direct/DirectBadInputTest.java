package io.tidemark.runners.direct;

import io.tidemark.acceptance.BadInputAcceptance;

class DirectBadInputTest extends BadInputAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
