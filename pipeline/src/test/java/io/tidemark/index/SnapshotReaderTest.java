package io.tidemark.index;

import static io.tidemark.index.TestChange.delete;
import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
  private final TestIndex index = new TestIndex();

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void newest_version_counts_whatever_the_order_of_the_layers() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "old"), upsert("b", 5, "new"));
    LayerRef second = index.layer(2, upsert("a", 2, "new"), upsert("b", 4, "old"));

    assertThat(live(first, second), contains("a new", "b new"));
    assertThat(live(second, first), contains("a new", "b new"));
  }

  @Test
  void delete_hides_older_versions_in_other_layers_and_no_newer_ones() throws IOException {
    LayerRef upserts = index.layer(1, upsert("a", 1, "old"), upsert("b", 3, "new"));
    LayerRef deletes = index.layer(2, delete("a", 2), delete("b", 2));

    assertThat(live(upserts, deletes), contains("b new"));
    assertThat(live(deletes, upserts), contains("b new"));
  }

  @Test
  void document_comes_back_after_its_delete_with_a_higher_version_only() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"), upsert("b", 1, "first"));
    LayerRef second = index.layer(2, delete("a", 5), delete("b", 5));
    LayerRef third = index.layer(3, upsert("a", 6, "again"), upsert("b", 4, "too late"));

    assertThat(live(first, second, third), contains("a again"));
    assertThat(live(third, first, second), contains("a again"));
  }

  @Test
  void equal_versions_are_decided_by_position_and_then_by_hash() throws IOException {
    LayerRef first =
        index.layer(1, upsert("a", 1, "x").ranked(7, 2, 0), upsert("b", 1, "x").ranked(7, 1, -5));
    LayerRef second =
        index.layer(2, upsert("a", 1, "y").ranked(7, 1, 9), upsert("b", 1, "y").ranked(7, 1, -4));

    assertThat(live(first, second), contains("a x", "b y"));
    assertThat(live(second, first), contains("a x", "b y"));
  }

  @Test
  void same_change_in_two_layers_counts_once() throws IOException {
    TestChange same = upsert("a", 1, "twice");
    LayerRef first = index.layer(1, same);
    LayerRef second = index.layer(2, same, delete("b", 1));
    LayerRef third = index.layer(3, same, delete("b", 1));

    assertThat(live(first, second), contains("a twice"));
    assertThat(live(third, second, first), contains("a twice"));
  }

  @Test
  void of_a_tombstone_and_a_document_of_one_rank_the_tombstone_counts() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "x").ranked(1, 0, 5));
    LayerRef second = index.layer(2, delete("a", 1).ranked(1, 0, 5));

    assertThat(live(first, second), empty());
    assertThat(live(second, first), empty());
    try (SnapshotReader deleted = index.open(second);
        SnapshotReader refreshed = deleted.refresh(index.snapshot(List.of(second, first)))) {
      assertThat(TestReads.lines(refreshed), empty());
    }
  }

  @Test
  void negative_ranks_are_less_than_positive_ones() throws IOException {
    LayerRef first = index.layer(1, upsert("a", Long.MIN_VALUE, "least"));
    LayerRef second = index.layer(2, upsert("a", -1, "less"));
    LayerRef third = index.layer(3, upsert("a", 0, "more"));

    assertThat(live(third, second, first), contains("a more"));
    assertThat(live(second, first), contains("a less"));
  }

  @Test
  void base_much_larger_than_the_rest_is_amended_by_it() throws IOException {
    List<TestChange> base = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      base.add(upsert("doc" + i, 10, "base"));
      expected.add("doc" + i + " base");
    }
    LayerRef large = index.layer(1, base);
    LayerRef small =
        index.layer(2, delete("doc7", 11), upsert("doc8", 12, "new"), delete("doc9", 9));

    expected.removeIf(line -> line.startsWith("doc7 "));
    Collections.replaceAll(expected, "doc8 base", "doc8 new");
    Collections.sort(expected);

    assertThat(live(small, large), is(expected));
  }

  @Test
  void index_without_layers_is_empty() throws IOException {
    assertThat(live(), empty());
  }

  @Test
  void layer_of_tombstones_only_is_read() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "x"), upsert("b", 1, "x"));
    LayerRef second = index.layer(2, delete("a", 2), delete("b", 2), delete("c", 2));

    try (SnapshotReader reader = index.open(first, second)) {
      assertThat(reader.reader().numDocs(), is(0));
      assertThat(reader.searcher().count(new MatchAllDocsQuery()), is(0));
    }
  }

  @Test
  void as_of_an_instant_only_layers_that_end_by_then_count() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"));
    LayerRef third = index.layer(3, delete("a", 3));
    List<LayerRef> all = List.of(first, second, third);

    assertThat(asOf(all, first.windowEnd().minusMillis(1)), empty());
    assertThat(asOf(all, first.windowEnd()), contains("a first"));
    assertThat(asOf(all, third.windowEnd().minusNanos(1)), contains("a second"));
    assertThat(asOf(all, third.windowEnd()), empty());
  }

  @Test
  void refresh_reads_only_the_shard_files_of_new_layers() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"), upsert("b", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"));

    try (SnapshotReader old = index.open(first)) {
      index.store.takeReads();
      try (SnapshotReader refreshed = old.refresh(index.snapshot(List.of(first, second)))) {
        assertThat(index.store.takeReads(), contains("shards/2/1.zip"));
        assertThat(TestReads.lines(refreshed), contains("a second", "b first"));
        assertThat(TestReads.lines(old), contains("a first", "b first"));
      }
    }
  }

  @Test
  void reader_that_hides_documents_already_sees_no_more_hidden_by_a_refresh() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"), upsert("c", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"));
    LayerRef third = index.layer(3, upsert("c", 3, "third"));

    try (SnapshotReader old = index.open(first, second);
        SnapshotReader refreshed = old.refresh(index.snapshot(List.of(first, second, third)))) {
      assertThat(TestReads.lines(old), contains("a second", "c first"));
      assertThat(TestReads.lines(refreshed), contains("a second", "c third"));
    }
  }

  @Test
  void change_that_is_in_two_layers_survives_a_refresh_with_an_older_one() throws IOException {
    LayerRef small = index.layer(1, upsert("a", 5, "twice"));
    LayerRef large = index.layer(2, upsert("a", 5, "twice"), upsert("c", 1, "x"));
    LayerRef older = index.layer(3, upsert("a", 4, "older"));

    for (List<LayerRef> known : List.of(List.of(small, large), List.of(large, small))) {
      List<LayerRef> grown = new ArrayList<>(known);
      grown.add(older);
      try (SnapshotReader reader = index.open(known.toArray(LayerRef[]::new));
          SnapshotReader refreshed = reader.refresh(index.snapshot(grown))) {
        assertThat(TestReads.lines(refreshed), contains("a twice", "c x"));
      }
    }
  }

  @Test
  void refreshed_reader_outlives_the_one_it_came_from() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"), upsert("b", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"));

    SnapshotReader old = index.open(first);
    SnapshotReader refreshed = old.refresh(index.snapshot(List.of(first, second)));
    IndexReader oldReader = old.reader();
    old.close();

    assertThat(TestReads.lines(refreshed), contains("a second", "b first"));
    assertThrows(AlreadyClosedException.class, () -> oldReader.document(0));
    refreshed.close();
  }

  @Test
  void closing_the_last_reader_closes_the_segments() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"));
    SnapshotReader old = index.open(first);
    SnapshotReader refreshed = old.refresh(index.snapshot(List.of(first)));
    OpenSegment segment = old.leaves().get(0).segment();

    old.close();
    assertThat(segment.tryRetain(), is(true));
    segment.release();
    refreshed.close();

    assertThat(segment.tryRetain(), is(false));
  }

  @Test
  void refresh_after_compaction_or_rollback_decides_anew() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"), upsert("b", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"), delete("b", 2));
    LayerRef base = index.layer(3, upsert("a", 2, "second"));

    try (SnapshotReader both = index.open(first, second);
        SnapshotReader compacted = both.refresh(index.snapshot(List.of(base)));
        SnapshotReader rolledBack = both.refresh(index.snapshot(List.of(first)))) {
      assertThat(TestReads.lines(both), contains("a second"));
      assertThat(TestReads.lines(compacted), contains("a second"));
      assertThat(TestReads.lines(rolledBack), contains("a first", "b first"));
    }
  }

  @Test
  void closed_reader_is_not_refreshed() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"));
    SnapshotReader reader = index.open(first);
    reader.close();

    assertThrows(
        AlreadyClosedException.class, () -> reader.refresh(index.snapshot(List.of(first))));
  }

  @Test
  void failure_to_open_one_segment_closes_the_others() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "first"));
    LayerRef second = index.layer(2, upsert("a", 2, "second"));
    index.store.delete("shards/2/1.zip");

    try (SnapshotReader reader = index.open(first)) {
      OpenSegment segment = reader.leaves().get(0).segment();
      IOException thrown =
          assertThrows(
              DamagedShardException.class,
              () -> reader.refresh(index.snapshot(List.of(first, second))));
      assertThat(thrown.getMessage(), containsString("memory:index/shards/2/1.zip"));
      assertThat(TestReads.lines(reader), contains("a first"));
      reader.close();
      assertThat(segment.tryRetain(), is(false));
    }
  }

  private List<String> live(LayerRef... layers) throws IOException {
    try (SnapshotReader reader = index.open(layers)) {
      return TestReads.lines(reader);
    }
  }

  private List<String> asOf(List<LayerRef> layers, Instant asOf) throws IOException {
    try (SnapshotReader reader =
        SnapshotReader.open(index.source(), index.snapshot(layers), asOf)) {
      return TestReads.lines(reader);
    }
  }
}
