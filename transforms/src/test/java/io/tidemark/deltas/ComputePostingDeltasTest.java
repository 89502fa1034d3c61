package io.tidemark.deltas;

import static io.tidemark.deltas.Batches.BODY;
import static io.tidemark.deltas.Batches.delete;
import static io.tidemark.deltas.Batches.text;
import static io.tidemark.deltas.Batches.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.ChangeBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class ComputePostingDeltasTest {
  private static final int SHARDS = 3;
  private static final List<ChangeBatch> BATCHES =
      List.of(
          Batches.batch(
              "a", List.of(upsert("x", 1, text(BODY, "old")), upsert("x", 0), delete("y", 1))),
          Batches.batch("b", List.of(upsert("x", 2, text(BODY, "new")), upsert("z", 1))),
          Batches.batch("c", List.of(upsert("y", 2, text(BODY, "late")))),
          ChangeBatch.of(Batches.closed()));

  @Test
  void a_window_gives_one_merged_delta_a_shard(TestPipeline pipeline) {
    TestStream<Integer> stream =
        stream()
            .addElements(at(0, 10), at(1, 9), at(2, 25), at(3, 19))
            .advanceWatermarkToInfinity();

    PCollection<KV<Integer, PostingDelta>> deltas =
        deltas(pipeline.apply(stream), compute(Duration.ofMillis(10)));

    PAssert.that(deltas).inOnTimePane(window(0, 10)).containsInAnyOrder(merged(1));
    PAssert.that(deltas).inOnTimePane(window(10, 20)).containsInAnyOrder(merged(0, 3));
    PAssert.that(deltas).inOnTimePane(window(20, 30)).containsInAnyOrder(merged(2));
    pipeline.run();
  }

  @Test
  void windows_of_a_millisecond_keep_partitions_apart(TestPipeline pipeline) {
    TestStream<Integer> stream =
        stream()
            .addElements(at(0, 59_999), at(2, 60_000), at(1, 59_999))
            .advanceWatermarkToInfinity();

    PCollection<KV<Integer, PostingDelta>> deltas =
        deltas(pipeline.apply(stream), compute(ComputePostingDeltas.PARTITION_WINDOW));

    PAssert.that(deltas).inWindow(window(59_999, 60_000)).containsInAnyOrder(merged(0, 1));
    PAssert.that(deltas).inWindow(window(60_000, 60_001)).containsInAnyOrder(merged(2));
    pipeline.run();
  }

  @Test
  void a_late_batch_gives_a_delta_of_what_is_new_in_it(TestPipeline pipeline) {
    TestStream<Integer> stream =
        stream()
            .addElements(at(0, 1), at(1, 2))
            .advanceWatermarkTo(Instant.ofEpochMilli(3_600_000))
            .addElements(at(2, 3))
            .advanceWatermarkToInfinity();

    PCollection<KV<Integer, PostingDelta>> deltas =
        deltas(pipeline.apply(stream), compute(Duration.ofMillis(10)));

    PAssert.that(deltas).inOnTimePane(window(0, 10)).containsInAnyOrder(merged(0, 1));
    PAssert.that(deltas).inLatePane(window(0, 10)).containsInAnyOrder(merged(2));
    pipeline.run();
  }

  @Test
  void later_than_the_allowed_lateness_is_dropped(TestPipeline pipeline) {
    TestStream<Integer> stream =
        stream()
            .addElements(at(0, 1))
            .advanceWatermarkTo(Instant.ofEpochMilli(1_000))
            .addElements(at(2, 3))
            .advanceWatermarkToInfinity();

    PCollection<KV<Integer, PostingDelta>> deltas =
        deltas(
            pipeline.apply(stream),
            compute(Duration.ofMillis(10)).withAllowedLateness(Duration.ofMillis(500)));

    PAssert.that(deltas).containsInAnyOrder(merged(0));
    pipeline.run();
  }

  @Test
  void metrics_count_deltas_their_bytes_and_what_was_superseded(TestPipeline pipeline) {
    deltas(pipeline.apply(Create.of(0, 1, 2, 3)), compute(Duration.ofDays(1)));

    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    long bytes = merged(0, 1, 2, 3).stream().mapToLong(kv -> kv.getValue().sizeBytes()).sum();
    assertThat(counter(result, "deltas"), is((long) merged(0, 1, 2, 3).size()));
    assertThat(counter(result, "deltaBytes"), is(bytes));
    assertThat(counter(result, "documentsSuperseded"), is(3L));
  }

  @Test
  void impossible_settings_are_refused_when_the_pipeline_is_built() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ComputePostingDeltas.of(Batches.INDEX, 0, Duration.ofMillis(1), Batches::analyzer));
    assertThrows(IllegalArgumentException.class, () -> compute(Duration.ofNanos(999_999)));
    assertThrows(
        IllegalArgumentException.class,
        () -> compute(Duration.ofMillis(1)).withAllowedLateness(Duration.ofMillis(-1)));
  }

  private static ComputePostingDeltas compute(Duration window) {
    return ComputePostingDeltas.of(Batches.INDEX, SHARDS, window, Batches::analyzer);
  }

  private static TestStream.Builder<Integer> stream() {
    return TestStream.create(VarIntCoder.of());
  }

  private static TimestampedValue<Integer> at(int batch, long millis) {
    return TimestampedValue.of(batch, Instant.ofEpochMilli(millis));
  }

  private static IntervalWindow window(long start, long end) {
    return new IntervalWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }

  /** The deltas of batches given by their numbers. */
  private static PCollection<KV<Integer, PostingDelta>> deltas(
      PCollection<Integer> numbers, ComputePostingDeltas compute) {
    return numbers
        .apply(
            MapElements.into(TypeDescriptor.of(ChangeBatch.class))
                .via(number -> BATCHES.get(number)))
        .setCoder(new BatchNumberCoder())
        .apply(compute);
  }

  private static List<KV<Integer, PostingDelta>> merged(int... batches) {
    SortedMap<Integer, List<PostingDelta>> byShard = new TreeMap<>();
    for (int batch : batches) {
      Batches.inverter(SHARDS)
          .invert(BATCHES.get(batch))
          .forEach(
              (shard, delta) -> byShard.computeIfAbsent(shard, s -> new ArrayList<>()).add(delta));
    }
    return byShard.entrySet().stream()
        .map(shard -> KV.of(shard.getKey(), PostingDelta.merge(shard.getValue())))
        .toList();
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named("tidemark", name)).build();
    long sum = 0;
    for (var counter : result.metrics().queryMetrics(filter).getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  /** Ships a batch as its number: these tests are not about how batches are shipped. */
  private static final class BatchNumberCoder extends CustomCoder<ChangeBatch> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(ChangeBatch batch, OutputStream out) throws IOException {
      out.write(BATCHES.indexOf(batch));
    }

    @Override
    public ChangeBatch decode(InputStream in) throws IOException {
      return BATCHES.get(in.read());
    }
  }
}
