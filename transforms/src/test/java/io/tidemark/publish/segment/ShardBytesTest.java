package io.tidemark.publish.segment;

import static io.tidemark.publish.segment.ShardSamples.BODY;
import static io.tidemark.publish.segment.ShardSamples.CREATED;
import static io.tidemark.publish.segment.ShardSamples.FACETS;
import static io.tidemark.publish.segment.ShardSamples.PRICE;
import static io.tidemark.publish.segment.ShardSamples.SETTINGS;
import static io.tidemark.publish.segment.ShardSamples.STATUS;
import static io.tidemark.publish.segment.ShardSamples.TITLE;
import static io.tidemark.publish.segment.ShardSamples.VIEWS;
import static io.tidemark.publish.segment.ShardSamples.delete;
import static io.tidemark.publish.segment.ShardSamples.delta;
import static io.tidemark.publish.segment.ShardSamples.number;
import static io.tidemark.publish.segment.ShardSamples.text;
import static io.tidemark.publish.segment.ShardSamples.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.DocumentChange;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.NumericUtils;
import org.junit.jupiter.api.Test;

final class ShardBytesTest {
  private static final Sort BY_ID = Sort.INDEXORDER;
  private static final DocumentChange APPLE =
      upsert(
          "apple",
          3,
          text(BODY, "Red apples running late"),
          number(CREATED, 1_767_571_200_000L),
          text(FACETS, "fruit"),
          number(PRICE, 1.5),
          text(STATUS, "open"),
          text(TITLE, "The red apple"),
          number(VIEWS, 7));
  private static final DocumentChange PEAR =
      upsert(
          "pear",
          4,
          text(FACETS, "green"),
          text(FACETS, "fruit"),
          text(FACETS, "green"),
          number(PRICE, -2.25),
          text(STATUS, "closed"),
          text(TITLE, "A pear, red within"),
          number(VIEWS, 9),
          number(VIEWS, -9));
  private static final DocumentChange GONE = delete("mango", 5);

  @Test
  void document_is_found_by_its_terms_and_shows_its_stored_values() throws IOException {
    ShardBytes shard = ShardBytes.of(delta(PEAR, APPLE), SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        DirectoryReader reader = DirectoryReader.open(unpacked.directory())) {
      assertThat(
          ids(reader, new TermQuery(new Term("title", "red")), BY_ID), contains("apple", "pear"));
      assertThat(ids(reader, new PhraseQuery("title", "red", "apple"), BY_ID), contains("apple"));
      assertThat(ids(reader, new PhraseQuery("body", "run", "late"), BY_ID), contains("apple"));
      assertThat(ids(reader, new TermQuery(new Term("facets", "green")), BY_ID), contains("pear"));
      assertThat(ids(reader, new TermQuery(new Term("_id", "pear")), BY_ID), contains("pear"));
      assertThat(
          reader.storedFields().document(1).getFields().stream()
              .map(field -> field.name() + "=" + field.stringValue())
              .toList(),
          contains(
              "_id=pear",
              "facets=green",
              "facets=fruit",
              "facets=green",
              "price=-2.25",
              "title=A pear, red within"));
    }
  }

  @Test
  void numbers_are_found_by_range_and_sort_like_keywords() throws IOException {
    ShardBytes shard = ShardBytes.of(delta(PEAR, APPLE), SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        DirectoryReader reader = DirectoryReader.open(unpacked.directory())) {
      Query all = new MatchAllDocsQuery();
      long low = NumericUtils.doubleToSortableLong(-3);
      long high = NumericUtils.doubleToSortableLong(0);
      Query created = LongPoint.newRangeQuery("created", 1_767_571_200_000L, 1_767_571_200_000L);
      Sort byStatus = new Sort(new SortedSetSortField("status", false));
      Sort byViews = new Sort(new SortedNumericSortField("views", SortField.Type.LONG));
      assertThat(ids(reader, LongPoint.newRangeQuery("views", 8, 9), BY_ID), contains("pear"));
      assertThat(ids(reader, LongPoint.newRangeQuery("price", low, high), BY_ID), contains("pear"));
      assertThat(ids(reader, created, BY_ID), contains("apple"));
      assertThat(ids(reader, all, byStatus), contains("pear", "apple"));
      assertThat(ids(reader, all, byViews), contains("pear", "apple"));
    }
  }

  @Test
  void tombstone_is_hidden_but_shows_its_id_and_rank() throws IOException {
    ShardBytes shard = ShardBytes.of(delta(PEAR, GONE, APPLE), SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        DirectoryReader reader = DirectoryReader.open(unpacked.directory())) {
      LeafReader segment = reader.leaves().get(0).reader();
      PostingsEnum mango = segment.postings(new Term("_id", "mango"));
      NumericDocValues version = segment.getNumericDocValues("_version");
      assertThat(ids(reader, new MatchAllDocsQuery(), BY_ID), contains("apple", "pear"));
      assertThat(mango.nextDoc(), is(1));
      assertThat(version.advanceExact(1), is(true));
      assertThat(version.longValue(), is(5L));
      assertThat(segment.getLiveDocs().get(1), is(false));
      assertThat(segment.storedFields().document(1).getFields().size(), is(1));
    }
  }

  @Test
  void shard_may_hold_tombstones_alone() throws IOException {
    ShardBytes shard = ShardBytes.of(delta(GONE, delete("fig", 1)), SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        DirectoryReader reader = DirectoryReader.open(unpacked.directory())) {
      assertThat(reader.maxDoc(), is(2));
      assertThat(ids(reader, new MatchAllDocsQuery(), BY_ID), empty());
    }
  }

  @Test
  void counts_are_those_of_the_segment() throws IOException {
    ShardBytes shard = ShardBytes.of(delta(PEAR, GONE, APPLE), SETTINGS);

    // Terms: 3 ids; red apples running late, appl, run; fruit, green; open, closed; the red apple a
    // pear within.
    assertThat(shard.documents(), is(2));
    assertThat(shard.tombstones(), is(1));
    assertThat(shard.terms(), is(3L + 6 + 2 + 2 + 6));
    assertThat(shard.postings(), is(3L + 6 + 3 + 2 + 7));
    assertThat(
        shard.file(4, "shards/x.zip"),
        is(new ShardFile(4, "shards/x.zip", shard.bytes().length, shard.sha256(), 2, 1, 19, 21)));
  }

  @Test
  void delta_without_documents_has_no_file() {
    PostingDelta delta = delta(SETTINGS, List.of(List.of()));

    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> ShardBytes.of(delta, SETTINGS));

    assertThat(thrown.getMessage(), containsString("skip it"));
  }

  @Test
  void same_content_has_the_same_bytes_whatever_it_was_merged_from() throws IOException {
    List<List<DocumentChange>> batches =
        new ArrayList<>(List.of(List.of(APPLE, upsert("mango", 1)), List.of(PEAR), List.of(GONE)));

    ShardBytes merged = ShardBytes.of(delta(SETTINGS, batches), SETTINGS);
    Collections.reverse(batches);
    ShardBytes reversed = ShardBytes.of(delta(SETTINGS, batches), SETTINGS);
    ShardBytes single = ShardBytes.of(delta(GONE, APPLE, PEAR), SETTINGS);

    assertThat(reversed.sha256(), is(merged.sha256()));
    assertThat(single.sha256(), is(merged.sha256()));
    assertThat(single.bytes(), equalTo(merged.bytes()));
  }

  @Test
  void segment_id_tells_content_and_settings_apart() throws IOException {
    IndexSettings hidden = withoutStored(SETTINGS);
    PostingDelta delta = delta(APPLE);

    byte[] id = SegmentIds.of(delta, SETTINGS).id("segment");

    assertThat(SegmentIds.of(delta(APPLE), SETTINGS).id("segment"), equalTo(id));
    assertThat(SegmentIds.of(delta, hidden).id("segment"), not(equalTo(id)));
    assertThat(SegmentIds.of(delta(PEAR), SETTINGS).id("segment"), not(equalTo(id)));
  }

  private static IndexSettings withoutStored(IndexSettings settings) {
    return new IndexSettings(
        settings.id(),
        settings.op(),
        settings.version(),
        settings.fields().stream()
            .map(f -> new FieldSettings(f.name(), f.path(), f.type(), f.analyzer(), false))
            .toList());
  }

  private static List<String> ids(DirectoryReader reader, Query query, Sort sort)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, 10, sort).scoreDocs) {
      ids.add(searcher.storedFields().document(hit.doc).get("_id"));
    }
    return ids;
  }
}
