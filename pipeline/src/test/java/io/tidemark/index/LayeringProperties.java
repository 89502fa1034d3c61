package io.tidemark.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

class LayeringProperties {
  private static final List<String> QUERIES =
      List.of(
          "tent",
          "title:red AND NOT status:off",
          "\"red tent\"",
          "\"tent red\"~3",
          "ten*",
          "title:tent~1",
          "title:/t.*/ status:live^3",
          "+(red blue) +status:(live new)",
          "status:live",
          "clicks:[4 TO *] zelt",
          "_id:a OR tents",
          "*:* -the");

  @Provide
  Arbitrary<List<List<TestChange>>> layers() {
    return Layerings.layers();
  }

  @Property(tries = 30)
  void newest_version_of_every_document_is_live(@ForAll("layers") List<List<TestChange>> layers)
      throws IOException {
    try (TestIndex index = new TestIndex()) {
      List<LayerRef> refs = Layerings.write(index, layers);

      try (SnapshotReader reader = index.open(refs.toArray(LayerRef[]::new))) {
        assertThat(TestReads.lines(reader), is(Layerings.expected(layers)));
      }
    }
  }

  @Property(tries = 30)
  void refresh_to_any_other_snapshot_equals_opening_it(
      @ForAll("layers") List<List<TestChange>> layers, @ForAll Random random) throws IOException {
    try (TestIndex index = new TestIndex()) {
      List<LayerRef> refs = Layerings.write(index, layers);
      SnapshotReader reader = index.open();

      for (int step = 0; step < 5; step++) {
        List<Integer> some = step % 2 == 0 ? grown(reader, refs, random) : some(refs, random);
        List<String> before = TestReads.lines(reader);
        SnapshotReader refreshed = reader.refresh(index.snapshot(pick(refs, some)));
        assertThat(TestReads.lines(refreshed), is(Layerings.expected(pick(layers, some))));
        assertThat(TestReads.lines(reader), is(before));
        reader.close();
        reader = refreshed;
      }

      reader.close();
    }
  }

  @Property(tries = 30)
  void scores_are_those_of_a_plain_index_of_the_live_documents(
      @ForAll("layers") List<List<TestChange>> layers) throws IOException {
    try (TestIndex index = new TestIndex()) {
      List<LayerRef> refs = Layerings.write(index, layers);
      List<TestChange> all = layers.stream().flatMap(List::stream).toList();

      try (SnapshotReader reader = index.open(refs.toArray(LayerRef[]::new));
          Directory plain = plain(TestChange.live(all));
          DirectoryReader plainReader = DirectoryReader.open(plain)) {
        for (String text : QUERIES) {
          Query query = TestIndex.queries().parse(text);
          assertThat(text, scores(reader.reader(), query), is(scores(plainReader, query)));
        }
      }
    }
  }

  @Property(tries = 25)
  void digest_and_ids_depend_on_the_live_documents_only(
      @ForAll("layers") List<List<TestChange>> layers, @ForAll Random random) throws IOException {
    try (TestIndex index = new TestIndex();
        TestIndex flat = new TestIndex()) {
      List<LayerRef> refs = new ArrayList<>(Layerings.write(index, layers));
      refs.add(index.layer(refs.size(), layers.get(0)));
      Collections.shuffle(refs, random);
      List<TestChange> all = layers.stream().flatMap(List::stream).toList();
      LayerRef only = flat.layer(0, TestChange.live(all).values());

      try (SnapshotReader reader = index.open(refs.toArray(LayerRef[]::new));
          SnapshotReader single = flat.open(only)) {
        assertThat(IndexDigest.of(reader), is(IndexDigest.of(single)));
        assertThat(
            new Ids(reader).summaries(QUERIES, TestIndex.queries()),
            is(new Ids(single).summaries(QUERIES, TestIndex.queries())));
      }
    }
  }

  private static <T> List<T> pick(List<T> from, List<Integer> places) {
    return places.stream().map(from::get).toList();
  }

  private static List<Integer> some(List<LayerRef> refs, Random random) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < refs.size(); place++) {
      if (random.nextBoolean()) {
        places.add(place);
      }
    }
    return places;
  }

  private static List<Integer> grown(SnapshotReader reader, List<LayerRef> refs, Random random) {
    List<Integer> places = new ArrayList<>(reader.layers().stream().map(refs::indexOf).toList());
    for (int place : some(refs, random)) {
      if (!places.contains(place)) {
        places.add(place);
      }
    }
    return places;
  }

  private static Directory plain(Map<String, TestChange> live) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(TestSegments.ANALYZER))) {
      for (TestChange change : live.values()) {
        writer.addDocument(TestSegments.document(change));
      }
    }
    return directory;
  }

  private static Map<String, Float> scores(IndexReader reader, Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Map<String, Float> scores = new TreeMap<>();
    for (ScoreDoc hit : searcher.search(query, Math.max(1, reader.maxDoc())).scoreDocs) {
      Document document = searcher.storedFields().document(hit.doc);
      scores.put(document.get("_id"), hit.score);
    }
    return scores;
  }
}
