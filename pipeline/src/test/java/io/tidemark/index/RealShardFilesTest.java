package io.tidemark.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Partition;
import io.tidemark.changes.Rank;
import io.tidemark.deltas.Inverter;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.segment.ShardBytes;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.settings.Analyzers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.util.NumericUtils;

/** Shard files as Tidemark writes them are read as those of Lucene's own writer. */
class RealShardFilesTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Provide
  Arbitrary<List<List<TestChange>>> layers() {
    return Layerings.layers();
  }

  @Property(tries = 30)
  void index_of_real_shard_files_equals_one_of_lucenes_writer(
      @ForAll("layers") List<List<TestChange>> layers, @ForAll Random random) throws IOException {
    try (TestIndex real = new TestIndex();
        TestIndex lucenes = new TestIndex()) {
      List<LayerRef> refs = new ArrayList<>();
      for (List<TestChange> layer : layers) {
        refs.add(write(real, refs.size(), layer));
      }
      Collections.shuffle(refs, random);
      List<TestChange> all = layers.stream().flatMap(List::stream).toList();
      LayerRef flat = lucenes.layer(0, TestChange.live(all).values());

      try (SnapshotReader reader = real.open(refs.toArray(LayerRef[]::new));
          SnapshotReader expected = lucenes.open(flat)) {
        assertThat(TestReads.lines(reader), is(TestReads.lines(expected)));
        assertThat(IndexDigest.of(reader), is(IndexDigest.of(expected)));
        Queries queries = Queries.of(TestIndex.SETTINGS, Analyzers.perField(TestIndex.SETTINGS));
        for (String query : List.of("tent", "\"red tent\" ten*", "status:live tent~1")) {
          assertThat(
              scores(new Search(reader).top(queries.parse(query), 20)),
              is(scores(new Search(expected).top(queries.parse(query), 20))));
        }
      }
    }
  }

  private static List<String> scores(Hit.Page page) {
    return page.hits().stream().map(h -> h.id() + " " + h.score() + " " + h.fields()).toList();
  }

  private static LayerRef write(TestIndex index, int n, List<TestChange> changes)
      throws IOException {
    Instant windowStart = START.plusSeconds(n);
    Instant windowEnd = windowStart.plusSeconds(1);
    Partition partition = new Partition(windowStart, windowEnd);
    InputObject object =
        new InputObject(
            "part-" + n,
            "e",
            1,
            partition,
            Disposition.ON_TIME,
            windowStart,
            windowStart,
            windowStart);
    ObjectPiece piece = new ObjectPiece(object, 0, 1, 0, true, changes.size(), 0);
    List<DocumentChange> documents = changes.stream().map(RealShardFilesTest::document).toList();
    List<ShardFile> files = new ArrayList<>();
    try (Inverter inverter = new Inverter(TestIndex.SETTINGS, TestIndex.SHARDS, Analyzers::of)) {
      SortedMap<Integer, PostingDelta> deltas =
          inverter.invert(ChangeBatch.of(piece, documents, List.of()));
      for (Map.Entry<Integer, PostingDelta> shard : deltas.entrySet()) {
        if (shard.getValue().documentCount() > 0) {
          ShardBytes body = ShardBytes.of(shard.getValue(), TestIndex.SETTINGS);
          String key = "shards/" + n + "/" + shard.getKey() + "-" + body.sha256() + ".zip";
          index.store.put(key, body.bytes());
          files.add(body.file(shard.getKey(), key));
        }
      }
    }
    String id = "layer-" + n;
    index.layers.put(
        id, new Layer(1, id, windowStart, windowEnd, files, List.of(), List.of(), List.of()));
    return new LayerRef(id, "layers/" + id + ".json", windowStart, windowEnd, 0, 0);
  }

  private static DocumentChange document(TestChange change) {
    List<FieldValue> values = new ArrayList<>();
    if (!change.delete()) {
      if (change.bid() != null) {
        values.add(new FieldValue.Number(0, NumericUtils.doubleToSortableLong(change.bid())));
      }
      if (change.clicks() != null) {
        values.add(new FieldValue.Number(1, change.clicks()));
      }
      change.status().forEach(status -> values.add(new FieldValue.Text(2, status)));
      if (change.title() != null) {
        values.add(new FieldValue.Text(3, change.title()));
      }
      if (change.updated() != null) {
        values.add(new FieldValue.Number(4, change.updated()));
      }
    }
    RankValues.Rank rank = change.rank();
    return new DocumentChange(
        change.id(),
        change.delete(),
        new Rank(rank.version(), rank.position(), rank.hash()),
        values);
  }
}
