package io.tidemark.runners.flink;

import io.tidemark.acceptance.CorpusAcceptance;

class FlinkCorpusTest extends CorpusAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
