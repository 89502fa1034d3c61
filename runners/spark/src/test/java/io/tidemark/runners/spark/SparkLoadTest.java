package io.tidemark.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.acceptance.LoadAcceptance;
import io.tidemark.pipeline.RunKind;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Batches that take longer than their interval, so that the watermark overtakes what waits. */
class SparkLoadTest extends LoadAcceptance {
  private static final int INTERVAL_MILLIS = 100;
  private static final String LISTENERS = "spark.extraListeners";

  @BeforeAll
  static void listen() {
    System.setProperty(LISTENERS, Backlog.class.getName());
  }

  @AfterAll
  static void there_was_a_backlog() {
    System.clearProperty(LISTENERS);
    if (available()) {
      assertThat(Backlog.most(), is(greaterThan(10L * INTERVAL_MILLIS)));
    }
  }

  @Override
  protected String runner() {
    return "spark";
  }

  @Override
  protected RunKind mode() {
    return RunKind.STREAMING;
  }

  @Override
  protected List<String> tuning() {
    return List.of("--batchIntervalMillis=" + INTERVAL_MILLIS, "--minReadTimeMillis=20");
  }
}
