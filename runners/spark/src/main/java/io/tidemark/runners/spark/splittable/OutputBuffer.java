package io.tidemark.runners.spark.splittable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Keeps what one call puts out, in order. */
final class OutputBuffer<ElementT> {
  private final Outputs<ElementT> outputs;
  private final List<TimestampedValue<ElementT>> kept = new ArrayList<>();

  OutputBuffer(Outputs<ElementT> outputs) {
    this.outputs = outputs;
  }

  Outputs<ElementT> outputs() {
    return outputs;
  }

  void add(
      TupleTag<?> tag, Object value, Instant timestamp, Collection<? extends BoundedWindow> in) {
    if (in.size() != 1 || !in.contains(GlobalWindow.INSTANCE)) {
      throw new IllegalArgumentException(
          "Cannot put out to the windows "
              + in
              + ": its input is in the global window, and behind a source there is no other. Put"
              + " out with a timestamp, and apply Window.into() behind the DoFn");
    }
    kept.add(TimestampedValue.of(outputs.element(tag, value), timestamp));
  }

  List<TimestampedValue<ElementT>> kept() {
    return kept;
  }
}
