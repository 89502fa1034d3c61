package io.tidemark.runners.flink;

import io.tidemark.acceptance.EndlessConformanceAcceptance;
import io.tidemark.pipeline.RunKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FlinkStreamingConformanceTest extends EndlessConformanceAcceptance {
  @Override
  protected String runner() {
    return "flink";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }

  /**
   * Without checkpoints Flink ends its sources early if nobody forbids it, and then never waits.
   */
  @Test
  void idle_input_is_listed_once_a_poll_interval_with_checkpoints() throws IOException {
    polled("--checkpointingInterval=1000");
  }
}
