package io.tidemark.runners.spark.splittable;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;

/**
 * A splittable DoFn with what is needed to call it on another machine.
 *
 * @param seedCoder of its main input
 * @param positionCoder of how far it has come
 * @param <ElementT> what the source hands on: see {@link Outputs}
 */
record Splittable<InputT, OutputT, ElementT>(
    DoFn<InputT, OutputT> fn,
    Coder<InputT> seedCoder,
    Coder<Position> positionCoder,
    Outputs<ElementT> outputs,
    CallLimits limits)
    implements Serializable {

  static <InputT, OutputT, ElementT> Splittable<InputT, OutputT, ElementT> of(
      DoFn<InputT, OutputT> fn,
      Coder<InputT> seedCoder,
      Outputs<ElementT> outputs,
      CallLimits limits,
      CoderRegistry coders) {
    DoFnInvoker<InputT, OutputT> invoker = DoFnInvokers.invokerFor(fn);
    Coder<Object> restriction = invoker.invokeGetRestrictionCoder(coders);
    Coder<Object> estimator = invoker.invokeGetWatermarkEstimatorStateCoder(coders);
    return new Splittable<>(
        fn,
        seedCoder,
        new PositionCoder(restriction, NullableCoder.of(estimator)),
        outputs,
        limits);
  }

  String name() {
    return fn.getClass().getName();
  }
}
