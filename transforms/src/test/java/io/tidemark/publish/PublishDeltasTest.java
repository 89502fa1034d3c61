package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Partition;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.Rank;
import io.tidemark.deltas.Inverter;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.deltas.PostingDeltaCoder;
import io.tidemark.deltas.Shards;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublishDeltasTest {
  private static final int SHARDS = 2;
  private static final Instant NOW = Instant.parse("2026-01-05T10:10:07Z");
  private static final Partition PARTITION = new Partition(Receipts.START, Receipts.END);
  private static final IndexSettings INDEX = new IndexSettings("id", "op", null, List.of());
  private static final IndexIdentity IDENTITY =
      new IndexIdentity(INDEX, "hash", SHARDS, "dt={yyyy-MM-dd}", "PT24H", "Lucene912");

  @RegisterExtension final TestPipelineExtension extension = TestPipelineExtension.create();
  @TempDir Path folder;

  /** As seen on Spark: the shards of a window in two panes, the closing in the first. */
  @Test
  void partition_counts_as_closed_when_the_pane_with_the_rest_of_its_shards_is_committed(
      TestPipeline pipeline) throws IOException {
    create();
    Map<Integer, PostingDelta> object = invert(ChangeBatch.of(piece(), changes(), List.of()));
    PostingDelta closing = invert(ChangeBatch.of(closed())).get(0);
    TestStream<KV<Integer, PostingDelta>> stream =
        TestStream.create(KvCoder.of(VarIntCoder.of(), PostingDeltaCoder.of()))
            .addElements(at(0, PostingDelta.merge(List.of(object.get(0), closing))))
            .advanceWatermarkTo(joda(Receipts.END.plusSeconds(1)))
            .addElements(at(1, object.get(1)))
            .advanceWatermarkToInfinity();

    pipeline
        .apply(stream)
        .apply(
            Window.<KV<Integer, PostingDelta>>into(
                    FixedWindows.of(org.joda.time.Duration.millis(1)))
                .withAllowedLateness(org.joda.time.Duration.standardDays(1))
                .discardingFiredPanes())
        .apply(PublishDeltas.to(settings()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    Progress partial = snapshot(2).progress();
    Progress whole = snapshot(3).progress();
    assertThat(partial.watermark(), is(nullValue()));
    assertThat(partial.pending().size(), is(1));
    assertThat(whole.watermark(), is(Receipts.END));
    assertThat(whole.pending(), is(empty()));
    assertThat(whole.totals().objects(), is(1L));
    assertThat(snapshot(3).layers().size(), is(2));
    MetricQueryResults metrics = metrics(result);
    assertThat(metrics.getCounters().iterator().next().getAttempted(), is(2L));
    assertThat(
        metrics.getDistributions().iterator().next().getAttempted(),
        is(DistributionResult.create(3000, 1, 3000, 3000)));
  }

  private static MetricQueryResults metrics(PipelineResult result) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named("tidemark", "layersCommitted"))
                .addNameFilter(MetricNameFilter.named("tidemark", "freshnessMillis"))
                .build());
  }

  private PublishDeltas.Settings settings() {
    return new PublishDeltas.Settings(
        folder.toString(),
        INDEX,
        SHARDS,
        Duration.ofHours(1),
        "run",
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void create() throws IOException {
    try (ObjectStore store = open()) {
      new SnapshotLog(store).openOrCreate(IDENTITY, new Snapshot.Writer("Test", "run", "0"), NOW);
    }
  }

  private Snapshot snapshot(long version) throws IOException {
    try (ObjectStore store = open()) {
      return new SnapshotLog(store).at(version).orElseThrow();
    }
  }

  private ObjectStore open() throws IOException {
    return ObjectStores.open(folder.toString(), PipelineOptionsFactory.create());
  }

  private static Map<Integer, PostingDelta> invert(ChangeBatch batch) {
    try (Inverter inverter = new Inverter(INDEX, SHARDS, name -> new KeywordAnalyzer())) {
      return inverter.invert(batch);
    }
  }

  /** One upsert for each shard. */
  private static List<DocumentChange> changes() {
    return IntStream.range(0, SHARDS)
        .mapToObj(
            shard ->
                Stream.iterate(0, i -> i + 1)
                    .map(i -> "id-" + i)
                    .filter(id -> Shards.of(id, SHARDS) == shard)
                    .findFirst()
                    .orElseThrow())
        .map(id -> new DocumentChange(id, false, new Rank(1, 0, 0), List.of()))
        .toList();
  }

  private static ObjectPiece piece() {
    InputObject object =
        new InputObject(
            "dt=2026-01-05/a",
            "etag",
            10,
            PARTITION,
            Disposition.ON_TIME,
            PARTITION.end().minusMillis(1),
            NOW.minusSeconds(3),
            NOW.minusSeconds(2));
    return new ObjectPiece(object, 0, 1, 0, true, 2, 0);
  }

  private static PartitionClosed closed() {
    Instant end = PARTITION.end();
    return new PartitionClosed(
        PARTITION,
        false,
        1,
        2,
        NOW,
        NOW,
        NOW,
        "settled",
        end.minusMillis(1),
        end,
        0,
        "id",
        null,
        List.of(new Notice.Covered("dt=2026-01-05/a", "etag", end)));
  }

  private static TimestampedValue<KV<Integer, PostingDelta>> at(int shard, PostingDelta delta) {
    return TimestampedValue.of(KV.of(shard, delta), joda(PARTITION.end().minusMillis(1)));
  }

  private static org.joda.time.Instant joda(Instant instant) {
    return org.joda.time.Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
