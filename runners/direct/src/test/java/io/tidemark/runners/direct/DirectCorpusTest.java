package io.tidemark.runners.direct;

import io.tidemark.acceptance.CorpusAcceptance;

class DirectCorpusTest extends CorpusAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
