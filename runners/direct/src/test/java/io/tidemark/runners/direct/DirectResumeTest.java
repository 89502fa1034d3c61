package io.tidemark.runners.direct;

import io.tidemark.acceptance.ResumeAcceptance;

class DirectResumeTest extends ResumeAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
