package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.watch.WatchSettings.Publish;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaIndexPipelineTest {
  @ParameterizedTest
  @CsvSource({"PT2S, PT10M", "PT1M, PT5H", "PT10M, PT24H", "PT1H, PT24H"})
  void runners_keep_the_windows_of_some_hundred_partitions_and_of_a_day_at_most(
      Duration period, Duration kept) {
    assertThat(DeltaIndexPipeline.allowedLateness(Publish.PARTITION, period), is(kept));
    assertThat(
        DeltaIndexPipeline.allowedLateness(Publish.ARRIVAL, period), is(Duration.ofHours(1)));
  }
}
