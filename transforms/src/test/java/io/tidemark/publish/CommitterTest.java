package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.part;
import static io.tidemark.publish.Receipts.receipts;
import static io.tidemark.publish.Receipts.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);
  private static final IndexIdentity IDENTITY = identity(4, "standard");

  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = ObjectStores.open(folder.toString(), PipelineOptionsFactory.create());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void an_output_without_an_index_gets_an_empty_first_version() throws IOException {
    SnapshotHead first = create(IDENTITY);

    assertThat(first.version(), is(1L));
    assertThat(new SnapshotLog(store).newestHead().orElseThrow(), is(first));
    assertThat(create(IDENTITY), is(first));
  }

  @Test
  void an_index_with_other_settings_is_refused_with_every_difference() throws IOException {
    create(IDENTITY);

    IndexMismatchException refused =
        assertThrows(IndexMismatchException.class, () -> create(identity(8, "english")));

    assertThat(refused.getMessage(), containsString("--shards is 4 in the index, 8 in this run"));
    assertThat(refused.getMessage(), containsString("body"));
    assertThat(refused.getMessage(), containsString(folder.toString()));
  }

  @Test
  void a_layer_committed_twice_is_committed_once() throws IOException {
    create(IDENTITY);
    Layer layer = layer("a");

    SnapshotHead once = committer().commit(layer).snapshot();
    SnapshotHead twice = committer().commit(layer).snapshot();

    assertThat(once.version(), is(2L));
    assertThat(twice, is(once));
    assertThat(new SnapshotLog(store).layer(once.recent().get(0)), is(layer));
  }

  @Test
  void a_pane_without_anything_leaves_no_trace() throws IOException {
    SnapshotHead first = create(IDENTITY);
    Layer empty = Layer.of(new LayerWindow(START, END), List.of());

    Commit commit = committer().commit(empty);

    assertThat(commit, is(Commit.none(first)));
    assertThat(store.list("layers/", "", 10), is(empty()));
  }

  @Test
  void layer_that_comes_again_with_the_closing_of_another_run_counts_it_and_is_listed_once()
      throws IOException {
    create(IDENTITY);
    Layer one = layer("a", "{\"id\":\"1\",\"watermark\":\"2026-01-05T10:10:00Z\"}");
    Layer other = layer("a", "{\"id\":\"2\",\"watermark\":\"2026-01-05T10:20:00Z\"}");

    SnapshotHead first = committer().commit(one).snapshot();
    SnapshotHead second = committer().commit(other).snapshot();
    Commit again = committer().commit(other);

    assertThat(other.id(), is(one.id()));
    assertThat(second.recent(), is(first.recent()));
    assertThat(second.progress().watermark(), is(Instant.parse("2026-01-05T10:20:00Z")));
    assertThat(second.progress().totals(), is(first.progress().totals()));
    assertThat(again, is(Commit.none(second)));
  }

  @Test
  void freshness_is_that_of_the_run_that_commits() throws IOException {
    create(IDENTITY);
    LayerWindow window = new LayerWindow(START, END);
    Instant now = CLOCK.instant();
    List<Layer> layers = new ArrayList<>();
    for (String object : List.of("a", "b", "c")) {
      Receipt.Times times = new Receipt.Times(now.minusSeconds(2), now.minusMillis(5));
      layers.add(Layer.of(window, List.of(receipts(whole(object).in(0, times).receipt()))));
    }
    Committer other = new Committer(store, Duration.ofHours(1), "Test", "other", CLOCK);

    committer().commit(layers.get(0));
    Freshness both = committer().commit(layers.get(1)).snapshot().progress().freshness();
    Commit third = other.commit(layers.get(2));
    SnapshotHead read = new SnapshotLog(store).newestHead().orElseThrow();

    assertThat(both.run(), is("run"));
    assertThat(both.sinceStored(), is(new Histogram(new TreeMap<>(Map.of(71, 2L)), 2000)));
    assertThat(both.sinceDiscovered(), is(new Histogram(new TreeMap<>(Map.of(5, 2L)), 5)));
    assertThat(read.progress().freshness().run(), is("other"));
    assertThat(read.progress().freshness().sinceStored().size(), is(1L));
    assertThat(third.indexed(), hasSize(1));
    assertThat(read, is(third.snapshot()));
  }

  @Test
  void receipts_that_come_again_with_other_files_are_counted_once() throws IOException {
    create(IDENTITY);
    LayerWindow window = new LayerWindow(START, END);
    committer().commit(Layer.of(window, List.of(part(0, "a", "b"))));

    SnapshotHead regrouped = committer().commit(Layer.of(window, List.of(part(0, "a")))).snapshot();

    assertThat(regrouped.recent(), hasSize(2));
    assertThat(regrouped.progress().totals().objects(), is(2L));
    assertThat(regrouped.progress().pending(), is(empty()));
  }

  @Test
  void snapshot_of_an_older_version_is_read_with_nothing_waiting() throws IOException {
    SnapshotHead first = create(IDENTITY);
    String older =
        new String(store.get("snapshots/00000000000000000001.json"), UTF_8)
            .replace("\"format\":3", "\"format\":1")
            .replace("\"rolls\":[],", "")
            .replace("\"waiting\":[],\"counted\":{}", "\"closings\":[\"{}\"]")
            .replaceFirst(",\"openPartitions\".*", "}}\n");
    store.put("snapshots/00000000000000000001.json", older.getBytes(UTF_8));

    SnapshotHead read = new SnapshotLog(store).newestHead().orElseThrow();
    assertThat(older, containsString("closings"));
    assertThat(read.progress(), is(first.progress()));
    assertThat(read.recent(), is(first.recent()));
  }

  @Test
  void objects_that_are_passed_over_are_listed_beside_the_layer() throws IOException {
    create(IDENTITY);
    ShardReceipt diverted = whole("a").withDisposition("DIVERTED").in(0);
    Layer layer =
        Layer.of(
            new LayerWindow(START, END),
            List.of(),
            List.of(diverted, whole("b").in(0)),
            List.of(),
            List.of());

    SnapshotHead snapshot = committer().commit(layer).snapshot();

    assertThat(
        new String(store.get("late/" + layer.id() + ".jsonl"), UTF_8),
        is(
            "{\"object\":\"a\",\"etag\":\"etag-a\",\"size\":100,"
                + "\"partitionStart\":\"2026-01-05T10:00:00Z\","
                + "\"partitionEnd\":\"2026-01-05T10:10:00Z\",\"disposition\":\"DIVERTED\"}\n"));
    assertThat(snapshot.progress().totals().diverted(), is(1L));
    assertThat(snapshot.progress().totals().onTime(), is(1L));
  }

  @Test
  void a_lagging_or_damaged_hint_hides_no_version() throws IOException {
    create(IDENTITY);
    committer().commit(layer("a"));
    committer().commit(layer("b"));

    List<Long> found = new ArrayList<>();
    for (String hint : List.of("{\"version\":1}", "not json", "{\"version\":3}")) {
      store.put("latest.json", hint.getBytes(UTF_8));
      found.add(new SnapshotLog(store).newestHead().orElseThrow().version());
    }

    assertThat(found, contains(3L, 3L, 3L));
  }

  @Test
  void committers_side_by_side_lose_no_layer_and_repeat_none() throws Exception {
    create(IDENTITY);
    int writers = 6;
    int each = 8;

    List<String> expected = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < each; i++) {
          Layer layer = layer("object-" + (w / 2) + "-" + i); // Two writers have the same layers.
          layers.add(layer);
          expected.add(layer.id());
        }
        running.add(pool.submit(commitAll(layers)));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }

    SnapshotHead newest = new SnapshotLog(store).newestHead().orElseThrow();
    assertThat(
        newest.recent().stream().map(LayerRef::id).toList(),
        containsInAnyOrder(expected.stream().distinct().toArray()));
    assertThat(newest.progress().totals().objects(), is((long) writers / 2 * each));
  }

  private Callable<Void> commitAll(List<Layer> layers) {
    return () -> {
      Committer committer = committer();
      for (Layer layer : layers) {
        committer.commit(layer);
      }
      return null;
    };
  }

  private SnapshotHead create(IndexIdentity identity) throws IOException {
    return new SnapshotLog(store)
        .openOrCreate(identity, new Snapshot.Writer("Test", "run", "first"), CLOCK.instant());
  }

  private Committer committer() {
    return new Committer(store, Duration.ofHours(1), "Test", "run", CLOCK);
  }

  private static Layer layer(String object, String... closings) {
    ShardPart part = part(0, object);
    return Layer.of(
        new LayerWindow(START, END),
        List.of(new ShardPart(0, part.file(), part.receipts(), null, List.of(closings))));
  }

  static IndexIdentity identity(int shards, String analyzer) {
    IndexSettings settings =
        new IndexSettings(
            "id",
            "op",
            null,
            List.of(new FieldSettings("body", "body", FieldType.TEXT, analyzer, false)));
    return new IndexIdentity(settings, analyzer, shards, "dt={yyyy-MM-dd}", "PT24H", "Lucene912");
  }
}
