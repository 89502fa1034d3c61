package io.tidemark.index;

import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardCacheTest {
  private static final String KEY = "shards/1/1.zip";

  private final TestIndex index = new TestIndex();

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void shard_file_is_fetched_once() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"), upsert("b", 1, "x"));

    index.open(layer).close();
    assertThat(index.store.takeReads(), contains("shards/1/0.zip", KEY));
    index.open(layer).close();

    assertThat(index.store.takeReads(), empty());
  }

  @Test
  void another_process_finds_what_is_in_the_folder() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"));
    index.open(layer).close();
    index.store.takeReads();

    try (ShardCache other = ShardCache.open(index.folder, Long.MAX_VALUE, TestIndex.CLOCK)) {
      IndexSource source = new IndexSource(index.store, index.source().layers(), other);
      SnapshotReader.open(source, index.snapshot(List.of(layer))).close();
    }

    assertThat(index.store.takeReads(), empty());
  }

  @Test
  void truncated_cache_entry_is_fetched_anew() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"));
    index.open(layer).close();
    index.store.takeReads();
    byte[] entry = Files.readAllBytes(onlyEntry());
    Files.write(onlyEntry(), Arrays.copyOf(entry, entry.length / 2));

    try (SnapshotReader reader = index.open(layer)) {
      assertThat(TestReads.lines(reader), contains("a x"));
    }

    assertThat(index.store.takeReads(), contains(KEY));
    assertThat(Files.readAllBytes(onlyEntry()), is(entry));
  }

  @Test
  void cache_entry_lucene_refuses_is_fetched_anew() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"));
    index.open(layer).close();
    index.store.takeReads();
    byte[] entry = Files.readAllBytes(onlyEntry());
    Files.write(onlyEntry(), new byte[entry.length]);

    try (SnapshotReader reader = index.open(layer)) {
      assertThat(TestReads.lines(reader), contains("a x"));
    }

    assertThat(index.store.takeReads(), contains(KEY));
    assertThat(Files.readAllBytes(onlyEntry()), is(entry));
  }

  @Test
  void object_with_a_flipped_bit_is_refused_by_name_and_not_kept() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"));
    byte[] body = index.store.get(KEY);
    body[body.length / 3] ^= 1;
    index.store.put(KEY, body);

    DamagedShardException thrown =
        assertThrows(DamagedShardException.class, () -> index.open(layer));

    assertThat(thrown.key(), is(KEY));
    assertThat(
        thrown.getMessage(),
        allOf(
            containsString("Cannot read shard file memory:index/shards/1/1.zip: its SHA-256 is "),
            containsString(", its layer lists ")));
    assertThat(entries(), empty());
  }

  @Test
  void object_of_another_size_is_refused_with_both_sizes() throws IOException {
    LayerRef layer = index.layer(1, upsert("a", 1, "x"));
    long bytes = index.store.get(KEY).length;
    index.store.put(KEY, new byte[3]);

    DamagedShardException thrown =
        assertThrows(DamagedShardException.class, () -> index.open(layer));

    assertThat(thrown.getMessage(), containsString("it has 3 bytes, its layer lists " + bytes));
  }

  @Test
  void object_with_the_right_hash_that_is_no_segment_is_refused_by_name() throws IOException {
    LayerRef layer = layerOf("nonsense but listed so".getBytes(StandardCharsets.UTF_8), 1, 0);

    DamagedShardException thrown =
        assertThrows(DamagedShardException.class, () -> index.open(layer));

    assertThat(
        thrown.getMessage(),
        allOf(
            containsString("memory:index/shards/1/1.zip"),
            containsString("it is not the Lucene segment layer layer-1 lists"),
            containsString("not a zip archive")));
  }

  @Test
  void segment_with_other_counts_than_its_layer_lists_is_refused() throws IOException {
    index.layer(1, upsert("a", 1, "x"));
    LayerRef layer = layerOf(index.store.get(KEY), 1, 1);

    DamagedShardException thrown =
        assertThrows(DamagedShardException.class, () -> index.open(layer));

    assertThat(
        thrown.getMessage(),
        containsString("1 documents and 0 tombstones, its layer lists 1 and 1"));
  }

  @Test
  void large_object_is_streamed_and_verified() throws IOException {
    byte[] body = new byte[(8 << 20) + 1];
    new Random(7).nextBytes(body);
    LayerRef layer = layerOf(body, 1, 0);

    assertThat(
        assertThrows(DamagedShardException.class, () -> index.open(layer)).getMessage(),
        containsString("not a zip archive"));
    body[5]++;
    index.store.put(KEY, body);
    index.cache.discard(onlyEntry().getFileName().toString(), new IOException("test"));

    assertThat(
        assertThrows(DamagedShardException.class, () -> index.open(layer)).getMessage(),
        containsString("its SHA-256 is "));
    assertThat(entries(), empty());
  }

  @Test
  void hash_that_is_none_is_never_used_as_a_file_name() throws IOException {
    index.layer(1, upsert("a", 1, "x"));
    ShardFile file = index.read("layer-1").shards().get(0);
    ShardFile evil = new ShardFile(1, KEY, file.bytes(), "../../etc/passwd", 1, 0, 0, 0);

    assertThrows(DamagedShardException.class, () -> index.cache.fetch(index.store, evil));
  }

  @Test
  void trim_removes_what_was_used_longest_ago_and_is_not_in_use() throws IOException {
    List<LayerRef> layers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      layers.add(index.layer(i, upsert("a", i, "word" + i)));
    }
    long bytes = index.read("layer-0").shards().get(0).bytes();
    for (int i = 0; i < 4; i++) {
      Clock clock = Clock.offset(TestIndex.CLOCK, Duration.ofMinutes(i));
      try (ShardCache cache = ShardCache.open(index.folder, Long.MAX_VALUE, clock)) {
        open(cache, layers.get(i)).close();
      }
    }

    Clock later = Clock.offset(TestIndex.CLOCK, Duration.ofMinutes(9));
    try (ShardCache cache = ShardCache.open(index.folder, 2 * bytes + bytes / 2, later);
        SnapshotReader inUse = open(cache, layers.get(0))) {
      assertThat(TestReads.lines(inUse), contains("a word0"));
      index.store.takeReads();
      open(cache, layers.get(3)).close();
      open(cache, layers.get(0)).close();
      assertThat(index.store.takeReads(), empty());
      open(cache, layers.get(1)).close();
      assertThat(index.store.takeReads(), contains("shards/1/1.zip"));
    }
  }

  @Test
  void trim_removes_downloads_that_were_abandoned() throws IOException {
    Path stale = Files.createFile(index.folder.resolve("stale.part"));
    Path fresh = Files.createFile(index.folder.resolve("fresh.part"));
    Files.setLastModifiedTime(stale, fileTime(Duration.ofHours(-25)));
    Files.setLastModifiedTime(fresh, fileTime(Duration.ofHours(-23)));

    index.cache.trim();

    assertThat(entries(), contains(fresh));
  }

  private static FileTime fileTime(Duration offset) {
    return FileTime.from(TestIndex.CLOCK.instant().plus(offset));
  }

  private SnapshotReader open(ShardCache cache, LayerRef layer) throws IOException {
    IndexSource source = new IndexSource(index.store, index.source().layers(), cache);
    return SnapshotReader.open(source, index.snapshot(List.of(layer)));
  }

  private LayerRef layerOf(byte[] body, int documents, int tombstones) throws IOException {
    LayerRef ref = index.layer(1, upsert("a", 1, "x"));
    String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(body));
    index.store.put(KEY, body);
    ShardFile file = new ShardFile(1, KEY, body.length, sha256, documents, tombstones, 0, 0);
    index.layers.put(
        "layer-1",
        new Layer(
            1,
            "layer-1",
            ref.windowStart(),
            ref.windowEnd(),
            List.of(file),
            List.of(),
            List.of(),
            List.of()));
    return ref;
  }

  private Path onlyEntry() throws IOException {
    List<Path> entries = entries();
    assertThat(entries.size(), is(1));
    return entries.get(0);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> paths = Files.list(index.folder)) {
      return paths.sorted().toList();
    }
  }
}
