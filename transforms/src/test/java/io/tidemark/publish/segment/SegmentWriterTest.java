package io.tidemark.publish.segment;

import static io.tidemark.publish.segment.ShardSamples.BODY;
import static io.tidemark.publish.segment.ShardSamples.CREATED;
import static io.tidemark.publish.segment.ShardSamples.FACETS;
import static io.tidemark.publish.segment.ShardSamples.PRICE;
import static io.tidemark.publish.segment.ShardSamples.SETTINGS;
import static io.tidemark.publish.segment.ShardSamples.STATUS;
import static io.tidemark.publish.segment.ShardSamples.TITLE;
import static io.tidemark.publish.segment.ShardSamples.VIEWS;
import static io.tidemark.publish.segment.ShardSamples.number;
import static io.tidemark.publish.segment.ShardSamples.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.deltas.PostingDelta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

/** Lucene's own {@code IndexWriter} is the measure of what a shard holds and how it scores. */
final class SegmentWriterTest {
  private static final List<String> WORDS =
      List.of("red", "Apples", "running", "the", "läuft", "日本", "🦊fox", "x", "of", "apple");
  private static final List<String> IDS =
      List.of("a", "b", "B", "ab", "\uffee", "🦊", "é", "0", "a b", "a/b");

  @Property(tries = 60)
  void shard_holds_what_index_writer_makes_of_the_newest_changes(
      @ForAll("batches") List<List<DocumentChange>> batches) throws IOException {
    ShardBytes shard = ShardBytes.of(ShardSamples.delta(SETTINGS, batches), SETTINGS);
    List<List<DocumentChange>> reversed = new ArrayList<>(batches);
    Collections.reverse(reversed);
    ShardBytes again = ShardBytes.of(ShardSamples.delta(SETTINGS, reversed), SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        Directory reference = new ByteBuffersDirectory()) {
      assertThat(again.sha256(), is(shard.sha256()));
      // IndexWriter drops a segment without live documents, so there is nothing to compare with.
      if (shard.documents() > 0) {
        ReferenceIndex.write(SETTINGS, batches, reference);
        assertThat(IndexDump.of(unpacked.directory()), is(IndexDump.of(reference)));
      }
    }
  }

  @Test
  void large_shard_holds_what_index_writer_makes_of_it_and_scores_the_same() throws IOException {
    List<List<DocumentChange>> batches = List.of(randomChanges(0, 2000), randomChanges(1, 2000));

    PostingDelta delta = ShardSamples.delta(SETTINGS, batches);
    ShardBytes shard = ShardBytes.of(delta, SETTINGS);

    try (UnpackedShard unpacked = new UnpackedShard(shard);
        Directory reference = new ByteBuffersDirectory()) {
      ReferenceIndex.write(SETTINGS, batches, reference);
      assertThat(shard.tombstones(), greaterThan(100));
      assertThat(IndexDump.of(unpacked.directory()), is(IndexDump.of(reference)));
      for (Query query : queries()) {
        List<String> expected = hits(reference, query);
        assertThat(query.toString(), expected.size(), greaterThan(3));
        assertThat(query.toString(), hits(unpacked.directory(), query), is(expected));
      }
    }
  }

  @Provide
  Arbitrary<List<List<DocumentChange>>> batches() {
    Arbitrary<DocumentChange> change =
        Combinators.combine(
                Arbitraries.of(IDS),
                Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
                Arbitraries.longs().between(-2, 2),
                values())
            .as(
                (id, delete, version, values) ->
                    ShardSamples.change(id, delete, version, delete ? List.of() : values));
    return change.list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<List<FieldValue>> values() {
    Arbitrary<String> sentence =
        Arbitraries.of(WORDS).list().ofMaxSize(6).map(words -> String.join(" ", words));
    Arbitrary<Long> longs = Arbitraries.longs();
    Arbitrary<Double> doubles =
        Arbitraries.of(-0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300);
    return Combinators.combine(
            several(sentence.map(value -> text(BODY, value))),
            several(longs.map(value -> number(CREATED, value))),
            several(Arbitraries.of(WORDS).map(value -> text(FACETS, value))),
            several(doubles.map(value -> number(PRICE, value))),
            several(Arbitraries.of("", "open", "closed").map(value -> text(STATUS, value))),
            several(sentence.map(value -> text(TITLE, value))),
            several(Arbitraries.of(0L, 1L, 1000L, Long.MIN_VALUE).map(v -> number(VIEWS, v))))
        .as((a, b, c, d, e, f, g) -> flat(List.of(a, b, c, d, e, f, g)));
  }

  private static Arbitrary<List<FieldValue>> several(Arbitrary<FieldValue> value) {
    return value.list().ofMaxSize(3);
  }

  private static List<FieldValue> flat(List<List<FieldValue>> fields) {
    return fields.stream().flatMap(List::stream).toList();
  }

  /** So many that lists span several blocks of the codec and points several leaves. */
  private static List<DocumentChange> randomChanges(long seed, int count) {
    Random random = new Random(seed);
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<FieldValue> values = new ArrayList<>();
      if (random.nextInt(3) > 0) {
        values.add(text(BODY, words(random, 120)));
      }
      values.add(number(CREATED, random.nextLong()));
      values.add(text(FACETS, "facet" + random.nextInt(500)));
      values.add(text(FACETS, "facet" + random.nextInt(500)));
      if (random.nextInt(50) == 0) {
        values.add(number(PRICE, random.nextDouble()));
      }
      values.add(text(STATUS, random.nextBoolean() ? "open" : "closed"));
      values.add(text(TITLE, words(random, 8)));
      values.add(number(VIEWS, random.nextInt(100)));
      boolean delete = random.nextInt(20) == 0;
      String id = "document-" + random.nextInt(2 * count);
      changes.add(ShardSamples.change(id, delete, seed + i, delete ? List.of() : values));
    }
    return changes;
  }

  private static String words(Random random, int most) {
    String[] words = new String[random.nextInt(most)];
    Arrays.setAll(
        words,
        i ->
            random.nextInt(4) == 0 ? "rare" + random.nextInt(2000) : WORDS.get(random.nextInt(10)));
    return String.join(" ", words);
  }

  private static List<Query> queries() {
    Query rare = new TermQuery(new Term("body", "rare7"));
    Query title = new TermQuery(new Term("title", "läuft"));
    return List.of(
        rare,
        title,
        new PhraseQuery("title", "red", "x"),
        new PhraseQuery(2, "body", "red", "appl"),
        new PrefixQuery(new Term("facets", "facet1")),
        new BooleanQuery.Builder().add(title, Occur.SHOULD).add(rare, Occur.SHOULD).build(),
        new BooleanQuery.Builder()
            .add(title, Occur.MUST)
            .add(new TermQuery(new Term("body", "running")), Occur.SHOULD)
            .add(new TermQuery(new Term("status", "open")), Occur.FILTER)
            .add(new TermQuery(new Term("title", "red")), Occur.MUST_NOT)
            .build());
  }

  private static List<String> hits(Directory directory, Query query) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      List<String> hits = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(query, 200).scoreDocs) {
        hits.add(searcher.storedFields().document(hit.doc).get("_id") + " scores " + hit.score);
      }
      return hits;
    }
  }
}
