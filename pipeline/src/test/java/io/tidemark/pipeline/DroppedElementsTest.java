package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class DroppedElementsTest {

  @Test
  void elements_behind_a_watermark_that_ran_ahead_are_counted() {
    assertThat(dropped(at(1), at(2)), is(OptionalLong.of(2)));
    assertThat(dropped(at(61), at(62)), is(OptionalLong.of(0)));
  }

  @Test
  void runner_that_does_not_tell_is_no_failure() {
    PipelineResult silent =
        new PipelineResult() {
          @Override
          public State getState() {
            return State.DONE;
          }

          @Override
          public State cancel() {
            return State.DONE;
          }

          @Override
          public State waitUntilFinish(Duration duration) {
            return State.DONE;
          }

          @Override
          public State waitUntilFinish() {
            return State.DONE;
          }

          @Override
          public MetricResults metrics() {
            throw new UnsupportedOperationException("none here");
          }
        };

    assertThat(DroppedElements.in(silent), is(OptionalLong.empty()));
  }

  private static TimestampedValue<Integer> at(int second) {
    return TimestampedValue.of(second, Instant.ofEpochSecond(second));
  }

  /** Of elements that come when the first minute is over. */
  @SafeVarargs
  private static OptionalLong dropped(TimestampedValue<Integer>... elements) {
    TestStream.Builder<Integer> stream =
        TestStream.create(VarIntCoder.of()).advanceWatermarkTo(Instant.ofEpochSecond(60));
    for (TimestampedValue<Integer> element : elements) {
      stream = stream.addElements(element);
    }
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(stream.advanceWatermarkToInfinity())
        .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))))
        .apply(WithKeys.of(1))
        .apply(GroupByKey.create());
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return DroppedElements.in(result);
  }
}
