package io.tidemark.runners.flink;

import io.tidemark.acceptance.S3Acceptance;

class FlinkS3Test extends S3Acceptance {
  @Override
  protected String runner() {
    return "flink";
  }
}
