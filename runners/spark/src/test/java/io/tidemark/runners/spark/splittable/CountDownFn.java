package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;

/** Bounded: puts out {@code "bounded:i"} for each i below its element. */
@DoFn.BoundedPerElement
class CountDownFn extends DoFn<Long, String> {
  private static final long serialVersionUID = 1L;

  @GetInitialRestriction
  public OffsetRange initial(@Element Long end) {
    return new OffsetRange(0, end);
  }

  @ProcessElement
  public ProcessContinuation count(
      RestrictionTracker<OffsetRange, Long> tracker, OutputReceiver<String> out) {
    long next = tracker.currentRestriction().getFrom();
    if (!tracker.tryClaim(next)) {
      return ProcessContinuation.stop();
    }
    out.output("bounded:" + next);
    return ProcessContinuation.resume();
  }
}
