package io.tidemark.runners.spark.splittable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnOutputReceivers;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.OutputBuilderSupplier;
import org.apache.beam.sdk.util.OutputBuilderSuppliers;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The context of one call of {@code @ProcessElement}; all ways to put out end here. */
final class CallContext<InputT, OutputT> extends DoFn<InputT, OutputT>.ProcessContext {
  private static final List<GlobalWindow> GLOBAL = List.of(GlobalWindow.INSTANCE);

  private final InputT seed;
  private final PipelineOptions options;
  private final OutputBuffer<?> buffer;
  private final Consumer<Instant> observer;
  private final OutputBuilderSupplier builders =
      OutputBuilderSuppliers.supplierForElement(
          WindowedValues.timestampedValueInGlobalWindow(
              "", BoundedWindow.TIMESTAMP_MIN_VALUE, PaneInfo.NO_FIRING));

  /**
   * The context of a call.
   *
   * @param observer is told the timestamp of each output before it is kept
   */
  CallContext(
      DoFn<InputT, OutputT> fn,
      InputT seed,
      PipelineOptions options,
      OutputBuffer<?> buffer,
      Consumer<Instant> observer) {
    fn.super();
    this.seed = seed;
    this.options = options;
    this.buffer = buffer;
    this.observer = observer;
  }

  @Override
  public <T> void outputWindowedValue(
      TupleTag<T> tag,
      T value,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo pane) {
    observer.accept(timestamp);
    buffer.add(tag, value, timestamp, windows);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void outputWindowedValue(
      OutputT value,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo pane) {
    outputWindowedValue((TupleTag<OutputT>) main(), value, timestamp, windows, pane);
  }

  @Override
  public void output(OutputT value) {
    outputWithTimestamp(value, timestamp());
  }

  @Override
  public void outputWithTimestamp(OutputT value, Instant timestamp) {
    outputWindowedValue(value, timestamp, GLOBAL, PaneInfo.NO_FIRING);
  }

  @Override
  public <T> void output(TupleTag<T> tag, T value) {
    outputWithTimestamp(tag, value, timestamp());
  }

  @Override
  public <T> void outputWithTimestamp(TupleTag<T> tag, T value, Instant timestamp) {
    outputWindowedValue(tag, value, timestamp, GLOBAL, PaneInfo.NO_FIRING);
  }

  DoFn.OutputReceiver<OutputT> mainReceiver() {
    return DoFnOutputReceivers.windowedReceiver(this, builders, null);
  }

  DoFn.OutputReceiver<Row> rowReceiver() {
    Coder<?> coder = buffer.outputs().coderOf(main());
    if (!(coder instanceof SchemaCoder<?> schema)) {
      throw new IllegalStateException(
          "Cannot put out rows: the output has no schema but the coder " + coder);
    }
    return DoFnOutputReceivers.rowReceiver(this, builders, null, schema);
  }

  DoFn.MultiOutputReceiver receivers() {
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    buffer.outputs().tags().forEach(tag -> coders.put(tag, buffer.outputs().coderOf(tag)));
    return DoFnOutputReceivers.windowedMultiReceiver(this, builders, coders);
  }

  private TupleTag<?> main() {
    return buffer.outputs().main();
  }

  @Override
  public InputT element() {
    return seed;
  }

  @Override
  public Instant timestamp() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @Override
  public PaneInfo pane() {
    return PaneInfo.NO_FIRING;
  }

  @Override
  public PipelineOptions getPipelineOptions() {
    return options;
  }

  @Override
  public <T> T sideInput(PCollectionView<T> view) {
    throw new UnsupportedOperationException(
        "A splittable DoFn on Spark streaming has no side inputs");
  }

  @Override
  public @Nullable String currentRecordId() {
    return null;
  }

  @Override
  public @Nullable Long currentRecordOffset() {
    return null;
  }
}
