package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker.BaseArgumentProvider;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of a splittable DoFn may ask for: the seed, as Create and Impulse put it out,
 * and how far it has come.
 */
class CallArguments<InputT, OutputT> extends BaseArgumentProvider<InputT, OutputT> {
  private final InputT seed;
  private final PipelineOptions options;
  private final @Nullable Position position;

  CallArguments(InputT seed, PipelineOptions options, @Nullable Position position) {
    this.seed = seed;
    this.options = options;
    this.position = position;
  }

  @Override
  public String getErrorContext() {
    return "a splittable DoFn on Spark streaming";
  }

  InputT seed() {
    return seed;
  }

  @Override
  public InputT element(DoFn<InputT, OutputT> fn) {
    return seed;
  }

  @Override
  public Instant timestamp(DoFn<InputT, OutputT> fn) {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @Override
  public BoundedWindow window() {
    return GlobalWindow.INSTANCE;
  }

  @Override
  public PaneInfo paneInfo(DoFn<InputT, OutputT> fn) {
    return PaneInfo.NO_FIRING;
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return options;
  }

  @Override
  public Object restriction() {
    return position == null ? super.restriction() : position.restriction();
  }

  @Override
  public @Nullable Object watermarkEstimatorState() {
    return position == null ? super.watermarkEstimatorState() : position.estimator();
  }

  /** The arguments of {@code @ProcessElement}. */
  static final class OfProcess<InputT, OutputT> extends CallArguments<InputT, OutputT> {
    private final CheckpointingTracker tracker;
    private final WatermarkEstimator<Object> estimator;
    private final CallContext<InputT, OutputT> context;

    OfProcess(
        CallContext<InputT, OutputT> context,
        Position position,
        CheckpointingTracker tracker,
        WatermarkEstimator<Object> estimator) {
      super(context.element(), context.getPipelineOptions(), position);
      this.tracker = tracker;
      this.estimator = estimator;
      this.context = context;
    }

    @Override
    public Object restriction() {
      return tracker.currentRestriction();
    }

    @Override
    public RestrictionTracker<?, ?> restrictionTracker() {
      return tracker;
    }

    @Override
    public WatermarkEstimator<?> watermarkEstimator() {
      return estimator;
    }

    @Override
    public DoFn<InputT, OutputT>.ProcessContext processContext(DoFn<InputT, OutputT> fn) {
      return context;
    }

    @Override
    public DoFn.OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> fn) {
      return context.mainReceiver();
    }

    @Override
    public DoFn.OutputReceiver<org.apache.beam.sdk.values.Row> outputRowReceiver(
        DoFn<InputT, OutputT> fn) {
      return context.rowReceiver();
    }

    @Override
    public DoFn.MultiOutputReceiver taggedOutputReceiver(DoFn<InputT, OutputT> fn) {
      return context.receivers();
    }
  }
}
