package io.tidemark.runners.spark;

import io.tidemark.acceptance.S3Acceptance;

class SparkS3Test extends S3Acceptance {
  @Override
  protected String runner() {
    return "spark";
  }
}
