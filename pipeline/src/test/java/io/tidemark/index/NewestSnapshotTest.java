package io.tidemark.index;

import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.acceptance.SnapshotFiles;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand versions, of which most have damaged shard files. */
class NewestSnapshotTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FIRST_SHARD = "shards/2/1.zip";
  private static final String SECOND_SHARD = "shards/3/1.zip";
  private static final long FIRST_BROKEN = 3_000;
  private static final long TWICE_BROKEN = 7_000;
  private static final long NEWEST = 10_000;

  private final TestIndex index = new TestIndex();
  private final List<String> told = new ArrayList<>();
  private final NewestSnapshot newest =
      new NewestSnapshot(index.source(), damage -> told.add(damage.key()));
  private final List<LayerRef> layers = new ArrayList<>();
  private byte[] whole = new byte[0];

  @BeforeEach
  void make() throws IOException {
    layers.add(index.layer(1, upsert("a", 1, "x")));
    layers.add(index.layer(2, upsert("a", 2, "x y")));
    layers.add(index.layer(3, upsert("a", 3, "x y z")));
    new SnapshotLog(index.store)
        .openOrCreate(
            index.snapshot(List.of()).index(),
            new Snapshot.Writer("Test", "run", "0"),
            TestIndex.CLOCK.instant());
    for (long version = 2; version <= NEWEST; version++) {
      commit(version, version < FIRST_BROKEN ? 1 : version < TWICE_BROKEN ? 2 : 3);
    }
    whole = index.store.get(FIRST_SHARD);
    index.store.put(FIRST_SHARD, new byte[whole.length]);
    index.store.put(SECOND_SHARD, new byte[whole.length]);
    index.store.takeReads();
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void version_before_the_damage_is_found_however_far_back() throws IOException {
    try (SnapshotReader reader = newest.open(Instant.MAX).orElseThrow()) {
      assertThat(reader.snapshot().version(), is(FIRST_BROKEN - 1));
      assertThat(told, contains(FIRST_SHARD));
      assertThat(index.store.takeReads(), hasSize(lessThan(50)));
    }
  }

  @Test
  void refresh_looks_at_the_damage_again_and_searches_no_more() throws IOException {
    try (SnapshotReader reader = newest.open(Instant.MAX).orElseThrow()) {
      index.store.takeReads();

      assertThat(newest.refresh(reader), is(sameInstance(reader)));
      assertThat(index.store.takeReads(), is(lookAgain(FIRST_SHARD, NEWEST)));

      commit(NEWEST + 1, 3);
      index.store.takeReads();
      assertThat(newest.refresh(reader), is(sameInstance(reader)));
      assertThat(index.store.takeReads(), is(lookAgain(FIRST_SHARD, NEWEST + 1)));
      assertThat(told, contains(FIRST_SHARD));
    }
  }

  @Test
  void mended_file_is_served_by_the_next_refresh_up_to_the_next_damage() throws IOException {
    try (SnapshotReader first = newest.open(Instant.MAX).orElseThrow()) {
      index.store.put(FIRST_SHARD, whole);
      try (SnapshotReader second = newest.refresh(first)) {
        assertThat(second.snapshot().version(), is(TWICE_BROKEN - 1));
        assertThat(told, contains(FIRST_SHARD, SECOND_SHARD));
        index.store.takeReads();

        assertThat(newest.refresh(second), is(sameInstance(second)));
        assertThat(index.store.takeReads(), is(lookAgain(SECOND_SHARD, NEWEST)));
      }
    }
  }

  @Test
  void reader_that_was_open_before_the_damage_searches_once() throws IOException {
    SnapshotReader held =
        SnapshotReader.open(
            index.source(), new SnapshotLog(index.store).at(FIRST_BROKEN - 1).orElseThrow());
    index.store.takeReads();

    assertThat(newest.refresh(held), is(sameInstance(held)));
    assertThat(index.store.takeReads(), hasSize(lessThan(50)));
    assertThat(newest.refresh(held), is(sameInstance(held)));
    assertThat(index.store.takeReads(), is(lookAgain(FIRST_SHARD, NEWEST)));
    held.close();
  }

  @Test
  void without_damage_a_refresh_reads_the_newest_alone() throws IOException {
    index.store.put(FIRST_SHARD, whole);
    commit(NEWEST + 1, 2);
    try (SnapshotReader reader = newest.open(Instant.MAX).orElseThrow()) {
      index.store.takeReads();

      assertThat(newest.refresh(reader), is(sameInstance(reader)));
      assertThat(index.store.takeReads(), hasSize(2));
      assertThat(told, is(empty()));
    }
  }

  /** Reads of a refresh while the newest version has the same damage. */
  private static List<String> lookAgain(String shard, long version) {
    String snapshot = "snapshots/" + SnapshotFiles.name(version);
    return List.of("latest.json", shard, shard, shard, snapshot);
  }

  /** A version that lists the first so many layers. */
  private void commit(long version, int live) throws IOException {
    String first = "snapshots/" + SnapshotFiles.name(1);
    ObjectNode head = (ObjectNode) JSON.readTree(index.store.get(first));
    ArrayNode listed = head.put("version", version).putArray("layers");
    for (LayerRef layer : layers.subList(0, live)) {
      listed
          .addObject()
          .put("id", layer.id())
          .put("key", layer.key())
          .put("windowStart", layer.windowStart().toString())
          .put("windowEnd", layer.windowEnd().toString())
          .put("documents", layer.documents())
          .put("tombstones", layer.tombstones());
    }
    index.store.put("snapshots/" + SnapshotFiles.name(version), SnapshotFiles.sealed(head));
    ObjectNode hint = JSON.createObjectNode().put("version", version);
    index.store.put("latest.json", SnapshotFiles.sealed(hint));
  }
}
