package io.tidemark.bench;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.settings.Analyzers;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** What one would write without Tidemark: an IndexWriter on one thread, newest version wins. */
final class PlainLucene {
  private static final double RAM_MB = 256;

  private final IndexSettings settings;

  PlainLucene(IndexSettings settings) {
    this.settings = settings;
  }

  /** Indexes parsed changes into a folder and commits. */
  void index(List<DocumentChange> changes, Path folder) throws IOException {
    Map<String, Long> versions = new HashMap<>();
    try (Analyzer analyzer = Analyzers.perField(settings);
        FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer =
            new IndexWriter(
                directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(RAM_MB))) {
      for (DocumentChange change : changes) {
        Long known = versions.get(change.id());
        if (known != null && known >= change.rank().version()) {
          continue;
        }
        versions.put(change.id(), change.rank().version());
        Term id = new Term(IndexSettings.ID_FIELD, change.id());
        if (change.delete()) {
          writer.deleteDocuments(id);
        } else if (known == null) {
          writer.addDocument(document(change));
        } else {
          writer.updateDocument(id, document(change));
        }
      }
      writer.commit();
    }
  }

  private Document document(DocumentChange change) {
    Document document = new Document();
    document.add(new StringField(IndexSettings.ID_FIELD, change.id(), Field.Store.YES));
    for (FieldValue value : change.values()) {
      FieldSettings field = settings.fields().get(value.field());
      if (value instanceof FieldValue.Text text) {
        add(document, field, text.text());
      } else if (value instanceof FieldValue.Number number) {
        add(document, field, number.bits());
      }
    }
    return document;
  }

  private static void add(Document document, FieldSettings field, String text) {
    Field.Store store = field.stored() ? Field.Store.YES : Field.Store.NO;
    switch (field.type()) {
      case TEXT -> document.add(new TextField(field.name(), text, store));
      default -> {
        document.add(new StringField(field.name(), text, store));
        document.add(new SortedSetDocValuesField(field.name(), new BytesRef(text)));
      }
    }
  }

  private static void add(Document document, FieldSettings field, long bits) {
    switch (field.type()) {
      case DOUBLE -> {
        double value = NumericUtils.sortableLongToDouble(bits);
        document.add(new DoubleField(field.name(), value, Field.Store.NO));
        if (field.stored()) {
          document.add(new StoredField(field.name(), value));
        }
      }
      default -> {
        document.add(new LongField(field.name(), bits, Field.Store.NO));
        if (field.stored()) {
          document.add(new StoredField(field.name(), bits));
        }
      }
    }
  }
}
