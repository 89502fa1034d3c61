package io.tidemark.publish.segment;

import io.tidemark.deltas.DocumentCursor;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.IndexSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Writes stored fields: for each document its id, then its stored values in field order. */
final class StoredDocuments implements Closeable {
  private final StoredFieldsWriter writer;
  private final List<FieldSettings> fields;
  private final FieldInfo id;
  private final FieldInfo[] infos;

  StoredDocuments(StoredFieldsWriter writer, FieldInfos schema, IndexSettings settings) {
    this.writer = writer;
    this.fields = settings.fields();
    this.id = info(schema, ShardFields.ID);
    this.infos = fields.stream().map(field -> info(schema, field.name())).toArray(FieldInfo[]::new);
  }

  void start(BytesRef documentId) throws IOException {
    writer.startDocument();
    writer.writeField(id, string(documentId));
  }

  /** Writes the cursor's current value, if its field is stored. */
  void value(DocumentCursor cursor) throws IOException {
    FieldSettings field = fields.get(cursor.valueField());
    if (field.stored()) {
      FieldInfo info = infos[cursor.valueField()];
      switch (field.type()) {
        case TEXT, KEYWORD -> writer.writeField(info, string(cursor.valueBytes()));
        case LONG, DATE -> writer.writeField(info, cursor.valueBits());
        case DOUBLE ->
            writer.writeField(info, NumericUtils.sortableLongToDouble(cursor.valueBits()));
      }
    }
  }

  void finish() throws IOException {
    writer.finishDocument();
  }

  void finishAll(int documents) throws IOException {
    writer.finish(documents);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static String string(BytesRef utf8) {
    return new String(utf8.bytes, utf8.offset, utf8.length, StandardCharsets.UTF_8);
  }

  private static FieldInfo info(FieldInfos schema, String name) {
    return Objects.requireNonNull(schema.fieldInfo(name));
  }
}
