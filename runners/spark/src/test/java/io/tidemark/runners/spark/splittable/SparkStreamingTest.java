package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
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
