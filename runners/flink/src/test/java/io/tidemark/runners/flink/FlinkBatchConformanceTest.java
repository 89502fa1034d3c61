package io.tidemark.runners.flink;

import io.tidemark.acceptance.ConformanceAcceptance;
import io.tidemark.pipeline.RunKind;

class FlinkBatchConformanceTest extends ConformanceAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  @Override
  protected RunKind mode() {
    return RunKind.BATCH;
  }
}
