package io.tidemark.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.NumericUtils;

/** Writes shard files as docs/formats.md describes them, with Lucene's own writer. */
final class TestSegments {
  static final Analyzer ANALYZER = new StandardAnalyzer();

  private TestSegments() {}

  /** A shard file; at most one change an id. */
  static byte[] shardFile(Collection<TestChange> changes) throws IOException {
    return zip(directory(sorted(changes)));
  }

  static List<TestChange> sorted(Collection<TestChange> changes) {
    return changes.stream()
        .sorted(Comparator.comparing((TestChange c) -> new BytesRef(c.id())))
        .toList();
  }

  /** One segment with the changes in the order given. */
  static Directory directory(List<TestChange> changes) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(ANALYZER)
            .setUseCompoundFile(false)
            .setRAMBufferSizeMB(512)
            .setMergeScheduler(new SerialMergeScheduler())
            .setMergePolicy(new KeepTombstones());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (TestChange change : changes) {
        writer.addDocument(document(change));
      }
      for (TestChange change : changes) {
        if (change.delete()) {
          writer.deleteDocuments(new Term("_id", change.id()));
        }
      }
    }
    return directory;
  }

  static Document document(TestChange change) throws IOException {
    Document document = new Document();
    document.add(new StringField("_id", change.id(), Field.Store.YES));
    document.add(new NumericDocValuesField("_version", change.rank().version()));
    document.add(new NumericDocValuesField("_position", change.rank().position()));
    document.add(new NumericDocValuesField("_hash", change.rank().hash()));
    if (change.delete()) {
      return document;
    }
    if (change.title() != null) {
      document.add(new TextField("title", change.title(), Field.Store.YES));
      int tokens = tokens(change.title());
      if (tokens > 0) {
        document.add(new NumericDocValuesField("_tokens.title", tokens));
      }
    }
    for (String status : change.status()) {
      document.add(new StringField("status", status, Field.Store.YES));
      document.add(new SortedSetDocValuesField("status", new BytesRef(status)));
    }
    if (change.clicks() != null) {
      number(document, "clicks", change.clicks());
    }
    if (change.updated() != null) {
      number(document, "updated", change.updated());
    }
    if (change.bid() != null) {
      long bits = NumericUtils.doubleToSortableLong(change.bid());
      document.add(new DoublePoint("bid", change.bid()));
      document.add(new SortedNumericDocValuesField("bid", bits));
      document.add(new StoredField("bid", change.bid()));
    }
    return document;
  }

  static byte[] zip(Directory directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : Arrays.stream(directory.listAll()).sorted().toList()) {
        if (!name.equals(IndexWriter.WRITE_LOCK_NAME)) {
          store(zip, name, read(() -> directory.openInput(name, IOContext.READONCE)));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] read(IOSupplier<IndexInput> file) throws IOException {
    try (IndexInput in = file.get()) {
      byte[] content = new byte[(int) in.length()];
      in.readBytes(content, 0, content.length);
      return content;
    }
  }

  private static void number(Document document, String field, long value) {
    document.add(new LongPoint(field, value));
    document.add(new SortedNumericDocValuesField(field, value));
    document.add(new StoredField(field, value));
  }

  private static int tokens(String text) throws IOException {
    int tokens = 0;
    try (TokenStream stream = ANALYZER.tokenStream("title", text)) {
      stream.reset();
      while (stream.incrementToken()) {
        tokens++;
      }
      stream.end();
    }
    return tokens;
  }

  /** Lucene's writer drops a segment all of whose documents are deleted. */
  private static final class KeepTombstones extends FilterMergePolicy {
    KeepTombstones() {
      super(NoMergePolicy.INSTANCE);
    }

    @Override
    public boolean keepFullyDeletedSegment(IOSupplier<CodecReader> readerIOSupplier) {
      return true;
    }
  }
}
