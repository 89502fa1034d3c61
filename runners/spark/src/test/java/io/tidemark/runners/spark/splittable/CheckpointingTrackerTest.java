package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Claims and outputs as a DoFn makes them, of the range [0, 10). */
class CheckpointingTrackerTest {
  private final HandClock clock = new HandClock();
  private final AtomicBoolean hurry = new AtomicBoolean();
  private final WatermarkEstimators.Manual estimator =
      new WatermarkEstimators.Manual(CountingFn.at(0));

  @Test
  void claim_is_refused_once_the_time_is_over_and_the_rest_is_left() {
    CheckpointingTracker tracker = tracker(100);
    clock.advance(Duration.ofHours(1));
    assertThat(tracker.tryClaim(0L), is(true));
    clock.advance(Duration.ofMillis(199));
    assertThat(tracker.tryClaim(1L), is(true));
    estimator.setWatermark(CountingFn.at(1));

    clock.advance(Duration.ofMillis(1));

    assertThat(tracker.tryClaim(2L), is(false));
    CheckpointingTracker.Residual rest = tracker.finish(false);
    assertThat(rest, is(residual(2, CountingFn.at(1))));
  }

  @Test
  void output_of_a_single_claim_is_split_too_with_the_watermark_of_that_moment() {
    CheckpointingTracker tracker = tracker(2);
    tracker.tryClaim(3L);
    tracker.onOutput();
    tracker.onOutput();
    tracker.onOutput();
    estimator.setWatermark(CountingFn.at(9));

    assertThat(tracker.finish(true), is(residual(4, CountingFn.at(0))));
  }

  @Test
  void nothing_is_split_off_before_the_first_claim() {
    CheckpointingTracker tracker = tracker(1);
    tracker.onOutput();
    tracker.onOutput();

    assertThat(tracker.tryClaim(0L), is(true));
    assertThat(tracker.tryClaim(1L), is(false));
  }

  @Test
  void call_nobody_waits_for_ends_at_its_next_claim() {
    CheckpointingTracker tracker = tracker(100);
    tracker.tryClaim(0L);
    hurry.set(true);

    assertThat(tracker.tryClaim(1L), is(false));
    assertThat(tracker.finish(false), notNullValue());
  }

  @Test
  void restriction_that_is_done_leaves_nothing_even_if_the_call_asks_to_resume() {
    CheckpointingTracker tracker = tracker(100);
    for (long i = 0; i < 10; i++) {
      tracker.tryClaim(i);
    }
    tracker.tryClaim(10L);

    assertThat(tracker.finish(false), nullValue());
  }

  @Test
  void stop_with_work_left_is_an_error() {
    CheckpointingTracker tracker = tracker(100);
    tracker.tryClaim(0L);

    assertThrows(IllegalStateException.class, () -> tracker.finish(false));
  }

  @Test
  void nothing_may_follow_a_refused_claim_but_stop() {
    CheckpointingTracker tracker = tracker(1);
    tracker.tryClaim(0L);
    tracker.onOutput();
    tracker.tryClaim(1L);

    assertThrows(IllegalStateException.class, tracker::onOutput);
    assertThrows(IllegalStateException.class, () -> tracker.tryClaim(2L));
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> tracker.finish(true));
    assertThat(thrown.getMessage(), containsString("it must return stop()"));
  }

  @SuppressWarnings("unchecked")
  private CheckpointingTracker tracker(int outputs) {
    RestrictionTracker<?, ?> range = new OffsetRangeTracker(new OffsetRange(0, 10));
    WatermarkEstimator<?> watermark = estimator;
    CallLimits limits = new CallLimits(outputs, Duration.ofMillis(200), clock);
    return new CheckpointingTracker(
        (RestrictionTracker<Object, Object>) range,
        (WatermarkEstimator<Object>) watermark,
        new CallBudget(limits, hurry::get));
  }

  private static CheckpointingTracker.Residual residual(long from, Instant watermark) {
    return new CheckpointingTracker.Residual(
        new Position(new OffsetRange(from, 10), watermark), watermark);
  }
}
