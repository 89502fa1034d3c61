package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Watch;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines on Spark itself. */
class SparkStreamingTest {
  @TempDir Path directory;

  @Test
  void unmodified_pipeline_with_an_unbounded_dofn_groups_by_window() throws Exception {
    StreamingRun run = new StreamingRun(directory, came -> came.size() >= 3);
    Pipeline pipeline = Pipeline.create(run.options());
    pipeline
        .apply(Create.of(30L))
        .apply("Count", ParDo.of(new CountingFn(4, Duration.millis(1))))
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply(WithKeys.of("all"))
        .apply(GroupByKey.create())
        .apply(ParDo.of(new SizeFn()))
        .apply(run.sink());

    PipelineResult result = run.run(pipeline);

    assertThat(run.came(), contains("0..10: 10", "10..20: 10", "20..30: 10"));
    assertThat(emitted(result), is(30L));
  }

  @Test
  void windows_wait_for_the_slowest_seed_and_the_slowest_dofn() throws Exception {
    StreamingRun run = new StreamingRun(directory, came -> came.size() >= 3);
    Pipeline pipeline = Pipeline.create(run.options());
    PCollection<String> seeds =
        pipeline
            .apply(Create.of(20L, 30L))
            .apply("Two seeds", ParDo.of(new CountingFn(7, Duration.ZERO)));
    PCollection<String> slow =
        pipeline
            .apply("Seed", Create.of(25L))
            .apply("Slow", ParDo.of(new CountingFn(2, Duration.millis(40))));
    PCollectionList.of(seeds)
        .and(slow)
        .apply(Flatten.pCollections())
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply(WithKeys.of("all"))
        .apply(GroupByKey.create())
        .apply(ParDo.of(new SizeFn()))
        .apply(run.sink());

    run.run(pipeline);

    assertThat(run.came(), contains("0..10: 30", "10..20: 30", "20..30: 15"));
  }

  @Test
  void bounded_dofns_and_dofns_with_several_outputs_run_beside_each_other() throws Exception {
    StreamingRun run = new StreamingRun(directory, came -> came.size() >= 9);
    Pipeline pipeline = Pipeline.create(run.options());
    PCollectionTuple parity =
        pipeline
            .apply(Create.of(6L))
            .apply(
                ParDo.of(new ParityFn())
                    .withOutputTags(ParityFn.EVEN, TupleTagList.of(ParityFn.ODD)));
    PCollection<String> even =
        parity
            .get(ParityFn.EVEN)
            .apply(MapElements.into(TypeDescriptors.strings()).via(i -> "even " + i));
    PCollection<String> bounded =
        pipeline.apply("Three", Create.of(3L)).apply("Down", ParDo.of(new CountDownFn()));
    PCollectionList.of(even)
        .and(parity.get(ParityFn.ODD))
        .and(bounded)
        .apply(Flatten.pCollections())
        .apply(run.sink());

    run.run(pipeline);

    assertThat(
        run.came(),
        contains(
            "bounded:0",
            "bounded:1",
            "bounded:2",
            "even 0",
            "even 2",
            "even 4",
            "odd 1",
            "odd 3",
            "odd 5"));
  }

  @Test
  void new_files_are_matched_continuously() throws Exception {
    StreamingRun run = new StreamingRun(directory, came -> came.size() >= 2);
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("a.txt"), "a");
    Files.writeString(files.resolve("b.txt"), "b");
    Pipeline pipeline = Pipeline.create(run.options());
    pipeline
        .apply(
            FileIO.match()
                .filepattern(files + "/*.txt")
                .continuously(Duration.millis(100), Watch.Growth.never()))
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(match -> match.resourceId().getFilename()))
        .apply(run.sink());

    run.run(pipeline);

    assertThat(run.came(), contains("a.txt", "b.txt"));
  }

  @Test
  void failure_of_the_dofn_ends_the_pipeline_with_its_name_and_cause() {
    StreamingRun run = new StreamingRun(directory, came -> false);
    Pipeline pipeline = Pipeline.create(run.options());
    pipeline.apply(Create.of(1L)).apply(ParDo.of(new LifeFn(0, 1_000))).apply(run.sink());

    Throwable thrown = run.failure(pipeline);

    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(
        trace.toString(),
        allOf(containsString("LifeFn failed"), containsString("seed 1 is broken")));
  }

  @Test
  void task_that_is_tried_again_loses_nothing() throws Exception {
    StreamingRun run = new StreamingRun(directory, came -> came.contains("9"));
    SparkPipelineOptions options = run.options();
    options.setSparkMaster("local[2,4]");
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(10L))
        .apply(ParDo.of(new LifeFn(5, 2)))
        .apply(Filter.by(element -> !element.equals("bundle")))
        .apply(run.sink());

    run.run(pipeline);

    assertThat(run.came(), contains("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  }

  private static long emitted(PipelineResult result) {
    MetricsFilter all = MetricsFilter.builder().build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(all).getCounters().spliterator(), false)
        .filter(counter -> counter.getName().getName().equals("emitted"))
        .mapToLong(counter -> counter.getAttempted())
        .sum();
  }

  private static final class SizeFn extends DoFn<KV<String, Iterable<String>>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void size(
        @Element KV<String, Iterable<String>> group,
        BoundedWindow window,
        OutputReceiver<String> out) {
      long end = window.maxTimestamp().plus(Duration.millis(1)).getMillis() / 1000;
      long size = StreamSupport.stream(group.getValue().spliterator(), false).count();
      out.output((end - 10) + ".." + end + ": " + size);
    }
  }
}
