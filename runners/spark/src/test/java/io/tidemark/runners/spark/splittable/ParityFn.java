package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.TupleTag;

/** Even numbers to the main output, odd ones as text to another; the classic context, no rest. */
@DoFn.UnboundedPerElement
class ParityFn extends DoFn<Long, Long> {
  static final TupleTag<Long> EVEN = new TupleTag<>("even") {};
  static final TupleTag<String> ODD = new TupleTag<>("odd") {};
  private static final long serialVersionUID = 1L;

  @GetInitialRestriction
  public OffsetRange initial(@Element Long end) {
    return new OffsetRange(0, end);
  }

  @ProcessElement
  public void count(ProcessContext context, RestrictionTracker<OffsetRange, Long> tracker) {
    for (long i = tracker.currentRestriction().getFrom(); tracker.tryClaim(i); i++) {
      if (i % 2 == 0) {
        context.output(i);
      } else {
        context.output(ODD, "odd " + i);
      }
    }
  }
}
