package io.tidemark.publish.segment;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** What Lucene's own {@code IndexWriter} makes of the documents a shard should hold. */
final class ReferenceIndex {
  private final IndexSettings settings;
  private final Map<String, Analyzer> analyzers = new HashMap<>();

  private ReferenceIndex(IndexSettings settings) {
    this.settings = settings;
    for (FieldSettings field : settings.fields()) {
      if (field.type() == FieldType.TEXT) {
        analyzers.put(field.name(), ShardSamples.analyzer(field.analyzer()));
      }
    }
  }

  /** Writes the newest change of each document, in id order, as one segment. */
  static void write(
      IndexSettings settings,
      Collection<? extends Collection<DocumentChange>> batches,
      Directory directory)
      throws IOException {
    writeInOrder(settings, newest(batches).values(), directory);
  }

  /** Writes the changes as they come, as one segment. */
  static void writeInOrder(
      IndexSettings settings, Collection<DocumentChange> changes, Directory directory)
      throws IOException {
    new ReferenceIndex(settings).write(changes, directory);
  }

  static Map<BytesRef, DocumentChange> newest(
      Collection<? extends Collection<DocumentChange>> batches) {
    Map<BytesRef, DocumentChange> newest = new TreeMap<>();
    for (Collection<DocumentChange> batch : batches) {
      for (DocumentChange change : batch) {
        newest.merge(
            new BytesRef(change.id()), change, (a, b) -> a.rank().compareTo(b.rank()) >= 0 ? a : b);
      }
    }
    return newest;
  }

  private void write(Collection<DocumentChange> changes, Directory directory) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), analyzers))
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (DocumentChange change : changes) {
        writer.addDocument(document(change));
      }
      for (DocumentChange change : changes) {
        if (change.delete()) {
          writer.deleteDocuments(new Term("_id", change.id()));
        }
      }
    }
  }

  private Document document(DocumentChange change) throws IOException {
    Document document = new Document();
    document.add(new Field("_id", change.id(), type(IndexOptions.DOCS, true)));
    document.add(new NumericDocValuesField("_version", change.rank().version()));
    document.add(new NumericDocValuesField("_position", change.rank().position()));
    document.add(new NumericDocValuesField("_hash", change.rank().hash()));
    Map<String, Long> tokens = new TreeMap<>();
    for (FieldValue value : change.values()) {
      FieldSettings field = settings.fields().get(value.field());
      if (value instanceof FieldValue.Text text && field.type() == FieldType.TEXT) {
        IndexOptions indexed = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
        document.add(new Field(field.name(), text.text(), type(indexed, field.stored())));
        tokens.merge(field.name(), tokens(field.name(), text.text()), Long::sum);
      } else if (value instanceof FieldValue.Text text) {
        document.add(new Field(field.name(), text.text(), type(IndexOptions.DOCS, field.stored())));
        document.add(new SortedSetDocValuesField(field.name(), new BytesRef(text.text())));
      } else if (value instanceof FieldValue.Number number) {
        add(document, field, number.bits());
      }
    }
    tokens.forEach(
        (field, count) -> {
          if (count > 0) {
            document.add(new NumericDocValuesField("_tokens." + field, count));
          }
        });
    return document;
  }

  private static void add(Document document, FieldSettings field, long bits) {
    document.add(new LongPoint(field.name(), bits));
    document.add(new SortedNumericDocValuesField(field.name(), bits));
    if (field.stored()) {
      document.add(
          field.type() == FieldType.DOUBLE
              ? new StoredField(field.name(), NumericUtils.sortableLongToDouble(bits))
              : new StoredField(field.name(), bits));
    }
  }

  private long tokens(String field, String text) throws IOException {
    long count = 0;
    try (TokenStream stream =
        Objects.requireNonNull(analyzers.get(field)).tokenStream(field, text)) {
      stream.reset();
      while (stream.incrementToken()) {
        count++;
      }
      stream.end();
    }
    return count;
  }

  private static IndexableFieldType type(IndexOptions indexed, boolean stored) {
    org.apache.lucene.document.FieldType type = new org.apache.lucene.document.FieldType();
    type.setIndexOptions(indexed);
    type.setTokenized(indexed != IndexOptions.DOCS);
    type.setOmitNorms(indexed == IndexOptions.DOCS);
    type.setStored(stored);
    return type;
  }
}
