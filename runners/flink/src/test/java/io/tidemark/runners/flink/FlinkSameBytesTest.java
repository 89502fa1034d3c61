package io.tidemark.runners.flink;

import io.tidemark.acceptance.SameBytesAcceptance;

class FlinkSameBytesTest extends SameBytesAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
