package io.tidemark.runners.direct;

import io.tidemark.acceptance.ShuffledChangesAcceptance;

class DirectShuffledChangesTest extends ShuffledChangesAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
