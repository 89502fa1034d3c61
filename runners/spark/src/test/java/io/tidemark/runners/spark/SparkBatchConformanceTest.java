package io.tidemark.runners.spark;

import io.tidemark.acceptance.ConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class SparkBatchConformanceTest extends ConformanceAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }

  @Override
  protected RunKind mode() {
    return RunKind.BATCH;
  }
}
