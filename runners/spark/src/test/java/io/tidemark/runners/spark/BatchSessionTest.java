package io.tidemark.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import io.tidemark.publish.PublishDeltas;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.runners.spark.translation.SparkContextFactory;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.spark.TaskContext;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchSessionTest {
  private static final Map<String, Set<Integer>> TASKS = new ConcurrentHashMap<>();
  private static CountDownLatch waiting = new CountDownLatch(1);

  @BeforeEach
  void reset() {
    TASKS.clear();
    waiting = new CountDownLatch(1);
  }

  @Test
  void counts_of_the_pipelines_of_a_run_add_up_and_start_anew_with_the_next_run() throws Exception {
    SparkPipelineOptions options = options();
    List<Long> counted = new ArrayList<>();

    for (int run = 0; run < 2; run++) {
      try (EngineSession session = new SparkEngine().open(options, RunKind.CYCLES)) {
        for (int cycle = 0; cycle < 3; cycle++) {
          Pipeline pipeline = Pipeline.create(options);
          pipeline.apply(Create.of(1, 2, 3, 4)).apply("Count", ParDo.of(new CountFn()));
          PipelineResult result = session.run(pipeline);
          awaitEnd(session, result);
          counted.add(counted(result));
        }
      }
    }

    assertThat(counted, is(List.of(4L, 8L, 12L, 4L, 8L, 12L)));
  }

  @Test
  void all_layers_are_committed_by_one_task() throws Exception {
    SparkPipelineOptions options = options("--sparkMaster=local[4]");

    try (EngineSession session = new SparkEngine().open(options, RunKind.BATCH)) {
      Pipeline pipeline = Pipeline.create(options);
      PCollection<Integer> seconds =
          pipeline
              .apply(Create.of(IntStream.range(0, 100).boxed().toList()))
              .apply(WithTimestamps.of(second -> Instant.ofEpochSecond(second)))
              .apply(Window.into(FixedWindows.of(org.joda.time.Duration.standardSeconds(1))));
      for (String grouping : List.of(PublishDeltas.LAYER_GROUPING, "ByShard")) {
        seconds
            .apply("For" + grouping, WithKeys.of(0))
            .apply(grouping, GroupByKey.create())
            .apply("After" + grouping, ParDo.of(new NoteFn(grouping)));
      }
      awaitEnd(session, session.run(pipeline));
    }

    assertThat(TASKS.get(PublishDeltas.LAYER_GROUPING), hasSize(1));
    assertThat(TASKS.get("ByShard"), hasSize(4));
  }

  @Test
  void what_was_grouped_is_not_kept_for_the_next_pipeline() throws Exception {
    SparkPipelineOptions options = options();

    try (EngineSession session = new SparkEngine().open(options, RunKind.CYCLES)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline
          .apply(Create.of(1, 2, 3))
          .apply(WithKeys.of(0))
          .apply(PublishDeltas.LAYER_GROUPING, GroupByKey.create());
      awaitEnd(session, session.run(pipeline));

      assertThat(
          SparkContextFactory.getSparkContext(options).getPersistentRDDs().keySet(), is(empty()));
    }
  }

  @Test
  void a_pipeline_is_stopped_in_the_middle_of_its_work() throws Exception {
    SparkPipelineOptions options = options();

    try (EngineSession session = new SparkEngine().open(options, RunKind.BATCH)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(Create.of(1)).apply("Wait", ParDo.of(new WaitFn()));
      PipelineResult result = session.run(pipeline);
      waiting.await();

      assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> session.stop(result, Duration.ofMinutes(2)));
    }
  }

  private static SparkPipelineOptions options(String... arguments) {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(arguments).as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    return options;
  }

  private static void awaitEnd(EngineSession session, PipelineResult result) throws IOException {
    if (!session.ended(result, Duration.ofMinutes(2))) {
      session.stop(result, Duration.ofMinutes(2));
      throw new AssertionError("The pipeline did not end within two minutes");
    }
  }

  private static long counted(PipelineResult result) {
    long sum = 0;
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      sum += counter.getName().getName().equals("elements") ? counter.getAttempted() : 0;
    }
    return sum;
  }

  private static final class CountFn extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1L;
    private static final Counter ELEMENTS = Metrics.counter("test", "elements");

    @ProcessElement
    public void count() {
      ELEMENTS.inc();
    }
  }

  private static final class NoteFn extends DoFn<KV<Integer, Iterable<Integer>>, Void> {
    private static final long serialVersionUID = 1L;
    private final String name;

    NoteFn(String name) {
      this.name = name;
    }

    @ProcessElement
    public void note() {
      TASKS
          .computeIfAbsent(name, n -> ConcurrentHashMap.newKeySet())
          .add(TaskContext.getPartitionId());
    }
  }

  private static final class WaitFn extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void work() throws InterruptedException {
      waiting.countDown();
      new CountDownLatch(1).await();
    }
  }
}
