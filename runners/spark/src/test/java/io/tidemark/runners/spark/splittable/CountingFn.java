package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Counts from 0 up to its seed: element {@code "seed:i"} at second i. After each round of a few it
 * asks to be resumed; the watermark is the second it has come to.
 */
@DoFn.UnboundedPerElement
class CountingFn extends DoFn<Long, String> {
  private static final long serialVersionUID = 1L;
  private static final Counter EMITTED = Metrics.counter(CountingFn.class, "emitted");

  private final int round;
  private final Duration delay;

  CountingFn(int round, Duration delay) {
    this.round = round;
    this.delay = delay;
  }

  @GetInitialRestriction
  public OffsetRange initial(@Element Long end) {
    return new OffsetRange(0, end);
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialWatermark() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual estimator(@WatermarkEstimatorState Instant state) {
    return new WatermarkEstimators.Manual(state);
  }

  @ProcessElement
  public ProcessContinuation count(
      @Element Long end,
      RestrictionTracker<OffsetRange, Long> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<String> out) {
    long from = tracker.currentRestriction().getFrom();
    for (long i = from; i < from + round; i++) {
      watermark.setWatermark(at(i));
      if (!tracker.tryClaim(i)) {
        return ProcessContinuation.stop();
      }
      EMITTED.inc();
      out.outputWithTimestamp(end + ":" + i, at(i));
    }
    return ProcessContinuation.resume().withResumeDelay(delay);
  }

  static Instant at(long i) {
    return Instant.ofEpochSecond(i);
  }
}
