package io.tidemark.index;

import static io.tidemark.index.TestChange.delete;
import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.publish.LayerRef;
import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final TestIndex index = new TestIndex();

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void ids_are_sorted_by_their_utf8_bytes_across_layers_and_shards() throws IOException {
    // In UTF-16, as Java compares strings, U+10437 would come before U+FF21.
    LayerRef first = index.layer(1, upsert("\uFF21", 1, "x"), upsert("b", 1, "x"));
    LayerRef second = index.layer(2, upsert("𐐷", 1, "x"), upsert("é", 1, "x"), delete("c", 1));
    LayerRef third = index.layer(3, upsert("a b", 1, "x"), upsert("", 1, "x"), upsert("c", 0, "x"));

    try (SnapshotReader reader = index.open(first, second, third)) {
      assertThat(all(reader), contains("", "a b", "b", "é", "\uFF21", "𐐷"));
    }
  }

  @Test
  void summary_hashes_the_ids_joined_by_newlines() throws IOException {
    LayerRef layer = index.layer(1, upsert("b", 1, "red"), upsert("a", 1, "red"));

    try (SnapshotReader reader = index.open(layer)) {
      IdSummary summary = new Ids(reader).summary("red", TestIndex.queries().parse("red"));

      assertThat(summary.line(), is("2\t" + sha256("a\nb") + "\tred"));
    }
  }

  @Test
  void summary_of_nothing_is_the_hash_of_nothing() throws IOException {
    try (SnapshotReader reader = index.open(index.layer(1, upsert("a", 1, "red")))) {
      IdSummary summary = new Ids(reader).summary("blue", TestIndex.queries().parse("blue"));

      assertThat(
          summary.line(),
          is("0\te3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\tblue"));
    }
  }

  @Test
  void single_ids_are_read_without_loading_those_of_the_whole_segment() throws IOException {
    List<TestChange> changes = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> changes.add(upsert("doc" + i, i, "word" + i)));
    LayerRef layer = index.layer(1, changes);

    try (SnapshotReader reader = index.open(layer)) {
      List<String> one = new ArrayList<>();
      new Ids(reader).forEach(TestIndex.queries().parse("word7"), id -> one.add(id.utf8ToString()));

      assertThat(one, contains("doc7"));
      for (LiveLeafReader leaf : reader.leaves()) {
        assertThat(leaf.segment().ids(0) == null, is(true));
      }
      assertThat(all(reader), is(changes.stream().map(TestChange::id).sorted().toList()));
    }
  }

  @Test
  void summaries_keep_the_order_of_the_queries() throws IOException {
    List<String> queries = IntStream.range(0, 40).mapToObj(i -> "clicks:[" + i + " TO *]").toList();
    List<TestChange> changes = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> changes.add(upsert("doc" + i, 1, "x").clicks((long) i)));

    try (SnapshotReader reader = index.open(index.layer(1, changes))) {
      List<IdSummary> summaries = new Ids(reader).summaries(queries, TestIndex.queries());

      assertThat(summaries.stream().map(IdSummary::query).toList(), is(queries));
      assertThat(
          summaries.stream().map(IdSummary::count).toList(),
          is(IntStream.range(0, 40).mapToObj(i -> 40L - i).toList()));
    }
  }

  @Test
  void one_bad_query_among_many_is_told() throws IOException {
    try (SnapshotReader reader = index.open()) {
      List<String> queries = List.of("red", "clicks:many");

      assertThrows(
          InvalidQueryException.class,
          () -> new Ids(reader).summaries(queries, TestIndex.queries()));
    }
  }

  @Test
  void many_layers_and_versions_give_each_id_once() throws IOException {
    List<LayerRef> layers = new ArrayList<>();
    for (int layer = 0; layer < 8; layer++) {
      List<TestChange> changes = new ArrayList<>();
      for (int doc = layer; doc < layer + 20; doc++) {
        changes.add(upsert("doc" + doc, layer, "x"));
      }
      layers.add(index.layer(layer, changes));
    }

    try (SnapshotReader reader = index.open(layers.toArray(LayerRef[]::new))) {
      List<String> expected =
          IntStream.range(0, 27)
              .mapToObj(i -> "doc" + i)
              .sorted(Comparator.comparing(BytesRef::new))
              .toList();

      assertThat(all(reader), is(expected));
    }
  }

  private static List<String> all(SnapshotReader reader) throws IOException {
    List<String> ids = new ArrayList<>();
    new Ids(reader).forEach(new MatchAllDocsQuery(), id -> ids.add(id.utf8ToString()));
    return ids;
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
