package io.tidemark.index;

import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Progress;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/** An index of two shards in memory, with a cache in a temporary folder. */
final class TestIndex implements AutoCloseable {
  static final IndexSettings SETTINGS =
      new IndexSettings(
          "id",
          "op",
          "version",
          List.of(
              new FieldSettings("bid", "bid", FieldType.DOUBLE, "keyword", true),
              new FieldSettings("clicks", "clicks", FieldType.LONG, "keyword", true),
              new FieldSettings("status", "status", FieldType.KEYWORD, "keyword", true),
              new FieldSettings("title", "title", FieldType.TEXT, "standard", true),
              new FieldSettings("updated", "updated", FieldType.DATE, "keyword", true)));
  static final Analyzer ANALYZER =
      new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        private final Analyzer keyword = new TestKeywordAnalyzer();

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
          return field.equals("title") ? TestSegments.ANALYZER : keyword;
        }
      };
  static final int SHARDS = 2;
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T18:30:00Z"), ZoneOffset.UTC);

  final MemoryStore store = new MemoryStore();
  final Map<String, Layer> layers = new ConcurrentHashMap<>();
  final Path folder;
  final ShardCache cache;

  TestIndex() {
    try {
      folder = Files.createTempDirectory("tidemark-index-test");
      cache = ShardCache.open(folder, Long.MAX_VALUE, CLOCK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IndexSource source() {
    return new IndexSource(store, ref -> read(ref.id()), cache);
  }

  /** The n-th layer: its window is the n-th minute of 1970. At most one change an id. */
  LayerRef layer(int n, Collection<TestChange> changes) throws IOException {
    Map<Integer, List<TestChange>> byShard = new TreeMap<>();
    for (TestChange change : changes) {
      int shard = Math.floorMod(change.id().hashCode(), SHARDS);
      byShard.computeIfAbsent(shard, s -> new ArrayList<>()).add(change);
    }
    List<ShardFile> files = new ArrayList<>();
    for (Map.Entry<Integer, List<TestChange>> shard : byShard.entrySet()) {
      byte[] body = TestSegments.shardFile(shard.getValue());
      files.add(
          put(
              "shards/" + n + "/" + shard.getKey() + ".zip",
              shard.getKey(),
              body,
              shard.getValue()));
    }
    Instant start = Instant.ofEpochSecond(60L * n);
    Instant end = start.plusSeconds(60);
    String id = "layer-" + n;
    layers.put(id, new Layer(1, id, start, end, files, List.of(), List.of(), List.of()));
    return new LayerRef(id, "layers/" + id + ".json", start, end, 0, 0);
  }

  LayerRef layer(int n, TestChange... changes) throws IOException {
    return layer(n, List.of(changes));
  }

  /** What a layer's file says. */
  Layer read(String layer) {
    return Objects.requireNonNull(layers.get(layer), layer);
  }

  private ShardFile put(String key, int shard, byte[] body, List<TestChange> changes) {
    store.put(key, body);
    String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(body));
    int deletes = (int) changes.stream().filter(TestChange::delete).count();
    return new ShardFile(shard, key, body.length, sha256, changes.size() - deletes, deletes, 0, 0);
  }

  Snapshot snapshot(List<LayerRef> live) {
    return new Snapshot(
        1,
        42,
        CLOCK.instant(),
        new Snapshot.Writer("DirectRunner", "run", "commit"),
        new IndexIdentity(SETTINGS, "hash", SHARDS, "dt={yyyy-MM-dd}", "PT1M", "Lucene912"),
        live,
        Progress.NONE,
        List.of());
  }

  SnapshotReader open(LayerRef... live) throws IOException {
    return SnapshotReader.open(source(), snapshot(List.of(live)));
  }

  static Queries queries() {
    return Queries.of(SETTINGS, ANALYZER);
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(folder)) {
      cache.close();
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
