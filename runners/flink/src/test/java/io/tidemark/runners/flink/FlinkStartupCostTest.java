package io.tidemark.runners.flink;

import io.tidemark.acceptance.StartupCostAcceptance;
import java.util.stream.Stream;

class FlinkStartupCostTest extends StartupCostAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  /** What an endless run is here; the others cost the same as on any runner. */
  @Override
  protected Stream<String> modes() {
    return Stream.of("streaming");
  }
}
