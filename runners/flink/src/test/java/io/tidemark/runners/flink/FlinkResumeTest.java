package io.tidemark.runners.flink;

import io.tidemark.acceptance.ResumeAcceptance;

class FlinkResumeTest extends ResumeAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
