package io.tidemark.runners.spark;

import io.tidemark.acceptance.StartupCostAcceptance;
import java.util.stream.Stream;

class SparkStartupCostTest extends StartupCostAcceptance {
  @Override
  protected String runner() {
    return "spark";
  }

  /** What an endless run is here; the others cost the same as on any runner. */
  @Override
  protected Stream<String> modes() {
    return Stream.of("cycles");
  }
}
