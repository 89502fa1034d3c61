package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Discovery;
import io.tidemark.changes.DiscoveryCoder;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

@ExtendWith(TestPipelineExtension.class)
class ReadChangesTest {
  private static final IndexSettings SETTINGS =
      IndexYaml.parse("fields: {t: {type: text}}", "test");

  @Test
  void batches_keep_time_and_window_of_their_discovery(TestPipeline pipeline) {
    HeldObjects store = HeldObjects.named("pipeline");
    InputObject read =
        object(store, "read.jsonl", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", Disposition.LATE);
    InputObject diverted = object(store, "late.jsonl", "{\"id\":\"c\"}\n", Disposition.DIVERTED);
    PartitionClosed closed = closed();

    PCollection<String> seen =
        discoveries(pipeline, read, diverted, closed)
            .apply(Window.into(FixedWindows.of(Duration.standardMinutes(10))))
            .apply(ReadChanges.from("held:pipeline", SETTINGS).withSplitBytes(11))
            .apply(ParDo.of(new Describe()));

    PAssert.that(seen)
        .containsInAnyOrder(
            "read.jsonl 0/2 1 records, ids [a] at 2026-01-05T00:19:59.999Z in 2026-01-05T00:10:00.000Z",
            "read.jsonl 1/2 1 records, ids [b] at 2026-01-05T00:19:59.999Z in 2026-01-05T00:10:00.000Z",
            "late.jsonl 0/1 0 records, ids [] at 2026-01-05T00:19:59.999Z in 2026-01-05T00:10:00.000Z",
            "closed 2026-01-05T00:10:00Z at 2026-01-05T00:19:59.999Z in 2026-01-05T00:10:00.000Z");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void counts_what_it_reads(TestPipeline pipeline) {
    HeldObjects store = HeldObjects.named("metrics");
    String lines = "{\"id\":\"a\"}\n{\"id\":\"b\",\"op\":\"delete\"}\n{\n";
    InputObject read = object(store, "a.jsonl", lines, Disposition.ON_TIME);
    InputObject gone = Reading.object("gone.jsonl", "e1", 9);
    discoveries(pipeline, read, gone, closed()).apply(ReadChanges.from("held:metrics", SETTINGS));

    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(
        counters(result),
        is(
            Map.of(
                "documents", 1L,
                "deletes", 1L,
                "recordsRejected", 2L,
                "bytesRead", (long) lines.length(),
                "objectsRead", 2L,
                "objectsUnreadable", 1L)));
  }

  @Test
  void store_that_does_not_answer_fails_the_bundle(TestPipeline pipeline) {
    HeldObjects.named("unreachable")
        .fail(
            new StoreException(StoreException.Kind.UNREACHABLE, "no answer from the store", null));
    discoveries(pipeline, Reading.object("a.jsonl", "e1", 9))
        .apply(ReadChanges.from("held:unreachable", SETTINGS));

    Pipeline.PipelineExecutionException thrown =
        assertThrows(
            Pipeline.PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());

    assertThat(thrown.getCause().getMessage(), is("no answer from the store"));
  }

  @Test
  void limits_out_of_range_are_refused() {
    ReadChanges reading = ReadChanges.from("held:x", SETTINGS);

    List<String> messages = new ArrayList<>();
    messages.add(refusal(() -> reading.withSplitBytes(0)));
    messages.add(refusal(() -> reading.withPieces(1, 0)));
    messages.add(refusal(() -> reading.withMaxRecordBytes(1 << 30)));

    assertThat(
        messages,
        containsInAnyOrder(
            "Split bytes, piece bytes and piece records must be at least 1, but are 0, 4194304 and"
                + " 10000",
            "Split bytes, piece bytes and piece records must be at least 1, but are 67108864, 1 and"
                + " 0",
            "Record bytes must be 1 to 268435456, but are 1073741824"));
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private static PCollection<Discovery> discoveries(Pipeline pipeline, Discovery... discoveries) {
    List<TimestampedValue<Discovery>> stamped = new ArrayList<>();
    for (Discovery discovery : discoveries) {
      stamped.add(
          TimestampedValue.of(
              discovery, org.joda.time.Instant.ofEpochMilli(discovery.eventTime().toEpochMilli())));
    }
    return pipeline.apply(Create.timestamped(stamped).withCoder(DiscoveryCoder.of()));
  }

  private static InputObject object(
      HeldObjects store, String key, String text, Disposition disposition) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    store.put(key, "e1", bytes);
    InputObject object = Reading.object(key, "e1", bytes.length);
    return new InputObject(
        key,
        "e1",
        bytes.length,
        object.partition(),
        disposition,
        object.eventTime(),
        object.stored(),
        object.discovered());
  }

  private static PartitionClosed closed() {
    Instant end = Reading.PARTITION.end();
    return new PartitionClosed(
        Reading.PARTITION,
        false,
        2,
        3,
        end,
        end,
        end,
        "settled",
        end.minusMillis(1),
        end,
        0,
        "id",
        null,
        List.of());
  }

  private static Map<String, Long> counters(PipelineResult result) {
    MetricsFilter ours =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace("tidemark")).build();
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(ours).getCounters()) {
      counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return counters;
  }

  private static final class Describe extends DoFn<ChangeBatch, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element ChangeBatch batch,
        @Timestamp org.joda.time.Instant at,
        BoundedWindow window,
        OutputReceiver<String> out) {
      String place =
          " at "
              + at
              + " in "
              + window.maxTimestamp().plus(Duration.millis(1)).minus(Duration.standardMinutes(10));
      ObjectPiece piece = batch.piece();
      if (piece == null) {
        out.output("closed " + ((PartitionClosed) batch.notice()).partition().start() + place);
      } else {
        List<String> ids = batch.changes().stream().map(DocumentChange::id).toList();
        out.output(
            piece.object().key()
                + " "
                + piece.split()
                + "/"
                + piece.splits()
                + " "
                + piece.records()
                + " records, ids "
                + ids
                + place);
      }
    }
  }
}
