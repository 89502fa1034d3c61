package io.tidemark.index;

import io.tidemark.publish.segment.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;

/**
 * SHA-256 of one document: its stored values, by field name and then in their order; its doc values
 * and norms, by field name; the sum of its postings. Each with its field, kind and length, so that
 * no two documents are written alike. Documents are asked for in ascending order.
 */
final class DocumentDigest {
  private static final char POSTINGS = '+';

  private final StoredFieldsReader stored;
  private final List<DocValuesColumn> columns = new ArrayList<>();
  private final MessageDigest sha256 = Sha256.digest();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  DocumentDigest(CodecReader leaf) throws IOException {
    // For sequential reading: unpacks each block once, not once a document.
    this.stored = leaf.getFieldsReader().getMergeInstance();
    List<FieldInfo> fields = new ArrayList<>();
    leaf.getFieldInfos().forEach(fields::add);
    fields.sort(Comparator.comparing(FieldInfo::getName));
    for (FieldInfo field : fields) {
      columns.addAll(DocValuesColumn.of(leaf, field));
    }
  }

  byte[] of(int document, long postingsHigh, long postingsLow) throws IOException {
    bytes.reset();
    CanonicalStoredFields values = new CanonicalStoredFields();
    stored.document(document, values);
    values.writeTo(out);
    for (DocValuesColumn column : columns) {
      column.write(document, out);
    }
    out.writeChar(POSTINGS);
    out.writeLong(postingsHigh);
    out.writeLong(postingsLow);
    return sha256.digest(bytes.toByteArray());
  }
}
