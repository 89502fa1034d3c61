package io.tidemark.runners.spark.splittable;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.ProcessContinuation;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.TimestampObservingWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the DoFn at work on one seed: set up at its first call, torn down when it fails
 * or is not needed any more. One call at a time, from whatever thread.
 */
final class LiveFn<InputT, OutputT, ElementT> {
  private final Splittable<InputT, OutputT, ElementT> splittable;
  private final PipelineOptions options;
  private final byte[] seed;
  private @Nullable DoFnInvoker<InputT, OutputT> invoker;

  LiveFn(Splittable<InputT, OutputT, ElementT> splittable, PipelineOptions options, byte[] seed) {
    this.splittable = splittable;
    this.options = options;
    this.seed = seed;
  }

  /**
   * Makes the next call that the state asks for: the first finds the initial restriction, all
   * others process. An instance that has thrown is not used again, as Beam demands.
   *
   * @param hurry true once nobody waits for the call any more
   */
  Step<ElementT> call(SeedState<ElementT> state, BooleanSupplier hurry) throws IOException {
    MetricsContainerImpl metrics = new MetricsContainerImpl(null);
    boolean whole = false;
    try (Closeable scope = MetricsEnvironment.scopedMetricsContainer(metrics)) {
      DoFnInvoker<InputT, OutputT> live = open();
      byte[] from = state.position();
      Step<ElementT> step = from == null ? begin(live, metrics) : go(live, from, hurry, metrics);
      whole = true;
      return step;
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  /** Tears the instance down, if there is one. */
  void close() {
    DoFnInvoker<InputT, OutputT> live = invoker;
    invoker = null;
    if (live != null) {
      live.invokeTeardown();
    }
  }

  private DoFnInvoker<InputT, OutputT> open() {
    DoFnInvoker<InputT, OutputT> live = invoker;
    if (live == null) {
      live = DoFnInvokers.tryInvokeSetupFor(SerializableUtils.clone(splittable.fn()), options);
      invoker = live;
    }
    return live;
  }

  private Step<ElementT> begin(DoFnInvoker<InputT, OutputT> live, MetricsContainerImpl metrics)
      throws IOException {
    InputT element = CoderUtils.decodeFromByteArray(splittable.seedCoder(), seed);
    Object restriction =
        live.invokeGetInitialRestriction(new CallArguments<>(element, options, null));
    Position bare = new Position(restriction, null);
    Object estimator =
        live.invokeGetInitialWatermarkEstimatorState(new CallArguments<>(element, options, bare));
    return new Step<>(
        encode(new Position(restriction, estimator)),
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        Long.MIN_VALUE,
        java.util.List.of(),
        metrics);
  }

  private Step<ElementT> go(
      DoFnInvoker<InputT, OutputT> live,
      byte[] from,
      BooleanSupplier hurry,
      MetricsContainerImpl metrics)
      throws IOException {
    InputT element = CoderUtils.decodeFromByteArray(splittable.seedCoder(), seed);
    Position position = CoderUtils.decodeFromByteArray(splittable.positionCoder(), from);
    CallArguments<InputT, OutputT> arguments = new CallArguments<>(element, options, position);
    RestrictionTracker<Object, Object> tracker = live.invokeNewTracker(arguments);
    WatermarkEstimator<Object> estimator = live.invokeNewWatermarkEstimator(arguments);
    CheckpointingTracker watched =
        new CheckpointingTracker(tracker, estimator, new CallBudget(splittable.limits(), hurry));
    OutputBuffer<ElementT> buffer = new OutputBuffer<>(splittable.outputs());
    DoFn<InputT, OutputT> fn = live.getFn();
    CallContext<InputT, OutputT> context =
        new CallContext<>(
            fn,
            element,
            options,
            buffer,
            timestamp -> {
              watched.onOutput();
              if (estimator instanceof TimestampObservingWatermarkEstimator<Object> observing) {
                observing.observeTimestamp(timestamp);
              }
            });

    Bundle<InputT, OutputT> bundle = new Bundle<>(live, options, buffer);
    bundle.start();
    ProcessContinuation continuation =
        live.invokeProcessElement(
            new CallArguments.OfProcess<>(context, position, watched, estimator));
    CheckpointingTracker.Residual rest = watched.finish(continuation.shouldResume());
    bundle.finish();
    return new Step<>(
        rest == null ? null : encode(rest.position()),
        rest == null ? BoundedWindow.TIMESTAMP_MAX_VALUE : rest.watermark(),
        resumeAt(continuation),
        buffer.kept(),
        metrics);
  }

  private long resumeAt(ProcessContinuation continuation) {
    long delay = continuation.shouldResume() ? continuation.resumeDelay().getMillis() : 0;
    long now = splittable.limits().clock().millis();
    return delay > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delay;
  }

  private byte[] encode(Position position) throws IOException {
    return CoderUtils.encodeToByteArray(splittable.positionCoder(), position);
  }
}
