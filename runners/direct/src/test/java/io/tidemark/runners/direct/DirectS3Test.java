package io.tidemark.runners.direct;

import io.tidemark.acceptance.S3Acceptance;

class DirectS3Test extends S3Acceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
