package io.tidemark.runners.spark.splittable;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Starts and finishes the bundle around a call: each call is a bundle of its own. */
final class Bundle<InputT, OutputT> {
  private final DoFnInvoker<InputT, OutputT> invoker;
  private final PipelineOptions options;
  private final OutputBuffer<?> buffer;

  Bundle(DoFnInvoker<InputT, OutputT> invoker, PipelineOptions options, OutputBuffer<?> buffer) {
    this.invoker = invoker;
    this.options = options;
    this.buffer = buffer;
  }

  void start() {
    invoker.invokeStartBundle(new Arguments());
  }

  /** Finishes the bundle; what it puts out follows the call's own output. */
  void finish() {
    invoker.invokeFinishBundle(new Arguments());
  }

  private final class Arguments extends DoFnInvoker.BaseArgumentProvider<InputT, OutputT> {
    @Override
    public String getErrorContext() {
      return "a bundle of a splittable DoFn on Spark streaming";
    }

    @Override
    public PipelineOptions pipelineOptions() {
      return options;
    }

    @Override
    public DoFn<InputT, OutputT>.StartBundleContext startBundleContext(DoFn<InputT, OutputT> fn) {
      return fn.new StartBundleContext() {
        @Override
        public PipelineOptions getPipelineOptions() {
          return options;
        }
      };
    }

    @Override
    public DoFn<InputT, OutputT>.FinishBundleContext finishBundleContext(DoFn<InputT, OutputT> fn) {
      return fn.new FinishBundleContext() {
        @Override
        public PipelineOptions getPipelineOptions() {
          return options;
        }

        @Override
        public void output(OutputT value, Instant timestamp, BoundedWindow window) {
          buffer.add(buffer.outputs().main(), value, timestamp, List.of(window));
        }

        @Override
        public <T> void output(TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window) {
          buffer.add(tag, value, timestamp, List.of(window));
        }
      };
    }
  }
}
