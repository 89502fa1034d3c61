package io.tidemark.deltas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;

/** Field by field, what a merged delta says is what Lucene's own indexing chain says. */
class LuceneEqualityTest {

  @Test
  void a_merged_delta_holds_the_postings_and_lengths_index_writer_would_write() throws Exception {
    TreeMap<String, DocumentChange> live = new TreeMap<>();
    List<PostingDelta> deltas = new ArrayList<>();
    Random random = new Random(42);
    for (int batch = 0; batch < 5; batch++) {
      List<DocumentChange> changes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        // Ids of one width in ASCII, so that Java's order is the order of the bytes.
        String id = "doc" + (100 + random.nextInt(150));
        changes.add(Batches.upsert(id, 100 * batch + i, values(random)));
        live.put(id, changes.get(i));
      }
      deltas.add(Batches.invert(Batches.batch("o", changes)));
    }

    PostingDelta merged = PostingDelta.merge(deltas);

    try (Directory directory = new ByteBuffersDirectory()) {
      write(directory, List.copyOf(live.values()));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(reader.leaves(), hasSize(1));
        LeafReader leaf = reader.leaves().get(0).reader();
        assertThat(merged.documentCount(), is(leaf.maxDoc()));
        for (int field = 0; field < Batches.INDEX.fields().size(); field++) {
          FieldSettings settings = Batches.INDEX.fields().get(field);
          if (!settings.type().numeric()) {
            boolean text = settings.type() == FieldType.TEXT;
            assertThat(Dump.terms(merged, field, text), is(terms(leaf, settings.name(), text)));
          }
          if (settings.type() == FieldType.TEXT) {
            assertThat(norms(merged, field), is(norms(leaf, settings.name())));
          }
        }
      }
    }
  }

  private static FieldValue[] values(Random random) {
    List<FieldValue> values = new ArrayList<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      values.add(Batches.text(Batches.BODY, words(random, "+ab _ +cd e f _ g", 30)));
    }
    if (random.nextInt(4) == 0) {
      values.add(Batches.text(Batches.EXACT, words(random, "one two", 3)));
    }
    for (int left = random.nextInt(4); left > 0; left--) {
      values.add(Batches.text(Batches.TAGS, words(random, "red blue gr\u00fcn", 1)));
    }
    for (int left = random.nextInt(3); left > 0; left--) {
      values.add(
          Batches.text(
              Batches.TITLE,
              words(
                  random,
                  "The running shoes of \uD83D\uDE00 \u4E2D\u6587 \u043C\u0438\u0440 isn't a 3.14 x_y",
                  200)));
    }
    return values.toArray(FieldValue[]::new);
  }

  private static String words(Random random, String from, int most) {
    String[] choice = from.split(" ", -1);
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.append(choice[random.nextInt(choice.length)]).append(left > 1 ? " " : "");
    }
    return text.toString();
  }

  private static void write(Directory directory, List<DocumentChange> changes) throws IOException {
    Map<String, Analyzer> analyzers = new HashMap<>();
    Batches.INDEX.fields().forEach(f -> analyzers.put(f.name(), Batches.analyzer(f.analyzer())));
    Analyzer byField = new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), analyzers);
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(byField))) {
      for (DocumentChange change : changes) {
        Document document = new Document();
        for (FieldValue value : change.values()) {
          FieldSettings field = Batches.INDEX.fields().get(value.field());
          String text = ((FieldValue.Text) value).text();
          document.add(
              field.type() == FieldType.TEXT
                  ? new TextField(field.name(), text, Field.Store.NO)
                  : new StringField(field.name(), text, Field.Store.NO));
        }
        writer.addDocument(document);
      }
    }
  }

  /** In the words of {@link Dump#terms}. */
  private static List<String> terms(LeafReader leaf, String field, boolean positions)
      throws IOException {
    List<String> lines = new ArrayList<>();
    Terms terms = leaf.terms(field);
    TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
    while (each.next() != null) {
      List<String> documents = new ArrayList<>();
      PostingsEnum postings = each.postings(null, PostingsEnum.POSITIONS);
      while (postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
        List<String> at = new ArrayList<>();
        for (int i = 0; positions && i < postings.freq(); i++) {
          at.add(Integer.toString(postings.nextPosition()));
        }
        documents.add(postings.docID() + (positions ? "@" + String.join(",", at) : ""));
      }
      lines.add(
          each.term().utf8ToString()
              + " df="
              + each.docFreq()
              + " ttf="
              + each.totalTermFreq()
              + " ["
              + String.join(" ", documents)
              + "]");
    }
    return lines;
  }

  private static List<Long> norms(PostingDelta delta, int field) {
    List<Long> norms = new ArrayList<>();
    DocumentCursor documents = delta.documents();
    while (documents.next()) {
      FieldInvertState state =
          new FieldInvertState(
              Version.LATEST.major,
              "f",
              IndexOptions.DOCS_AND_FREQS_AND_POSITIONS,
              0,
              documents.tokens(field),
              documents.overlaps(field),
              0,
              0,
              0);
      int tokens = documents.tokens(field);
      norms.add(tokens == 0 ? 0 : new BM25Similarity().computeNorm(state));
    }
    return norms;
  }

  private static List<Long> norms(LeafReader leaf, String field) throws IOException {
    List<Long> norms = new ArrayList<>();
    NumericDocValues values = leaf.getNormValues(field);
    for (int document = 0; document < leaf.maxDoc(); document++) {
      norms.add(values.advanceExact(document) ? values.longValue() : 0);
    }
    return norms;
  }
}
