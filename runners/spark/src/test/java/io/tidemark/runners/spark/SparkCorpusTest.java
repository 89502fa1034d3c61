package io.tidemark.runners.spark;

import io.tidemark.acceptance.CorpusAcceptance;

class SparkCorpusTest extends CorpusAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }
}
