package io.tidemark.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Writes the doc values or norms of one field for one document after the other, values in ascending
 * order; nothing for a document that has none.
 */
@FunctionalInterface
interface DocValuesColumn {

  /** Writes what the document has; documents come in ascending order. */
  void write(int document, DataOutputStream out) throws IOException;

  /** The columns of a field. */
  static List<DocValuesColumn> of(LeafReader leaf, FieldInfo field) throws IOException {
    List<DocValuesColumn> columns = new ArrayList<>();
    if (field.hasNorms()) {
      columns.add(norms(field, leaf.getNormValues(field.name)));
    }
    if (field.getDocValuesType() == DocValuesType.NUMERIC) {
      columns.add(numeric(field, DocValues.getNumeric(leaf, field.name)));
    } else if (field.getDocValuesType() == DocValuesType.SORTED_NUMERIC) {
      columns.add(sortedNumeric(field, DocValues.getSortedNumeric(leaf, field.name)));
    } else if (field.getDocValuesType() == DocValuesType.SORTED_SET) {
      columns.add(sortedSet(field, DocValues.getSortedSet(leaf, field.name)));
    } else if (field.getDocValuesType() != DocValuesType.NONE) {
      throw new IllegalStateException(
          "Cannot digest field " + field.name + ": no shard file has " + field.getDocValuesType());
    }
    return columns;
  }

  /** A text without tokens has a norm of 0 when Lucene writes it, none when Tidemark does. */
  private static DocValuesColumn norms(FieldInfo field, NumericDocValues norms) {
    return (document, out) -> {
      if (norms.advanceExact(document) && norms.longValue() != 0) {
        head('n', field, 1, out);
        out.writeLong(norms.longValue());
      }
    };
  }

  private static DocValuesColumn numeric(FieldInfo field, NumericDocValues values) {
    return (document, out) -> {
      if (values.advanceExact(document)) {
        head('v', field, 1, out);
        out.writeLong(values.longValue());
      }
    };
  }

  private static DocValuesColumn sortedNumeric(FieldInfo field, SortedNumericDocValues values) {
    return (document, out) -> {
      if (values.advanceExact(document)) {
        head('m', field, values.docValueCount(), out);
        for (int i = values.docValueCount(); i > 0; i--) {
          out.writeLong(values.nextValue());
        }
      }
    };
  }

  private static DocValuesColumn sortedSet(FieldInfo field, SortedSetDocValues values) {
    return (document, out) -> {
      if (values.advanceExact(document)) {
        head('k', field, values.docValueCount(), out);
        for (int i = values.docValueCount(); i > 0; i--) {
          BytesRef value = values.lookupOrd(values.nextOrd());
          out.writeInt(value.length);
          out.write(value.bytes, value.offset, value.length);
        }
      }
    };
  }

  private static void head(char kind, FieldInfo field, int count, DataOutputStream out)
      throws IOException {
    out.writeChar(kind);
    out.writeUTF(field.name);
    out.writeInt(count);
  }
}
