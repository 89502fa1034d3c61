package io.tidemark.runners.spark.splittable;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** A pipeline run on Spark streaming in this JVM, until enough has come out of it. */
final class StreamingRun {
  private static final int PATIENCE_SECONDS = 300;
  private static final Map<String, StreamingRun> RUNS = new ConcurrentHashMap<>();

  private final Path directory;
  private final ConcurrentLinkedQueue<String> came = new ConcurrentLinkedQueue<>();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final Predicate<List<String>> condition;

  /** A run that keeps its checkpoints in a directory, and ends once the condition holds. */
  StreamingRun(Path directory, Predicate<List<String>> condition) {
    this.directory = directory;
    this.condition = condition;
    RUNS.put(directory.toString(), this);
  }

  SparkPipelineOptions options() {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    options.setSparkMaster("local[2]");
    options.setBatchIntervalMillis(250L);
    options.setMinReadTimeMillis(60L);
    options.setCheckpointDurationMillis(2500L);
    options.setCheckpointDir(directory.toString());
    return options;
  }

  /** Notes down what comes. */
  PTransform<PCollection<String>, PDone> sink() {
    return new Sink(directory.toString());
  }

  /** Adapts the pipeline, runs it until the condition holds, and cancels it. */
  PipelineResult run(Pipeline pipeline) throws InterruptedException {
    StreamingLeftovers.clear();
    SplittableDoFns.adapt(pipeline);
    PipelineResult result = pipeline.run();
    try {
      if (!enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Not enough came, but only " + came);
      }
      return result;
    } finally {
      cancel(result);
    }
  }

  /** Runs the pipeline until it fails. */
  Throwable failure(Pipeline pipeline) {
    StreamingLeftovers.clear();
    SplittableDoFns.adapt(pipeline);
    PipelineResult result = pipeline.run();
    try {
      return assertThrows(
          RuntimeException.class,
          () -> result.waitUntilFinish(org.joda.time.Duration.standardSeconds(PATIENCE_SECONDS)));
    } finally {
      cancel(result);
    }
  }

  List<String> came() {
    return came.stream().sorted().toList();
  }

  private static void cancel(PipelineResult result) {
    try {
      result.cancel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String element) {
    came.add(element);
    if (condition.test(came())) {
      enough.countDown();
    }
  }

  private static final class Sink extends PTransform<PCollection<String>, PDone> {
    private static final long serialVersionUID = 1L;
    private final String run;

    Sink(String run) {
      this.run = run;
    }

    @Override
    public PDone expand(PCollection<String> elements) {
      elements.apply("Note", ParDo.of(new NoteFn(run)));
      return PDone.in(elements.getPipeline());
    }
  }

  private static final class NoteFn extends DoFn<String, Void> {
    private static final long serialVersionUID = 1L;
    private final String run;

    NoteFn(String run) {
      this.run = run;
    }

    @ProcessElement
    public void note(@Element String element) {
      RUNS.get(run).note(element);
    }
  }
}
