package io.tidemark.publish.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.NumericUtils;

/**
 * All that is in an index of one segment, as lines of text. A field nothing is in, and a norm of 0,
 * which means that there is nothing to score, are left out: whether they are recorded is a matter
 * of taste.
 */
final class IndexDump {
  private final LeafReader reader;
  private final List<String> lines = new ArrayList<>();

  private IndexDump(LeafReader reader) {
    this.reader = reader;
  }

  static List<String> of(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (reader.leaves().size() != 1) {
        throw new AssertionError("Segments: " + reader.leaves().size());
      }
      IndexDump dump = new IndexDump(reader.leaves().get(0).reader());
      dump.dump();
      return dump.lines;
    }
  }

  private void dump() throws IOException {
    for (int document = 0; document < reader.maxDoc(); document++) {
      boolean live = reader.getLiveDocs() == null || reader.getLiveDocs().get(document);
      lines.add("document " + document + " live " + live + " stored " + stored(document));
    }
    TreeSet<String> names = new TreeSet<>();
    reader.getFieldInfos().forEach(field -> names.add(field.name));
    for (String name : names) {
      FieldInfo field = reader.getFieldInfos().fieldInfo(name);
      int before = lines.size();
      dumpTerms(field);
      dumpNorms(field);
      dumpDocValues(field);
      dumpPoints(field);
      if (lines.size() > before) {
        lines.add(
            name
                + " is "
                + field.getIndexOptions()
                + " omits norms "
                + field.omitsNorms()
                + " doc values "
                + field.getDocValuesType()
                + " points "
                + field.getPointDimensionCount()
                + "x"
                + field.getPointNumBytes());
      }
    }
  }

  private List<String> stored(int document) throws IOException {
    List<String> values = new ArrayList<>();
    for (IndexableField field : reader.storedFields().document(document)) {
      Object value = field.numericValue() == null ? field.stringValue() : field.numericValue();
      values.add(field.name() + "=" + value.getClass().getSimpleName() + " " + value);
    }
    return values;
  }

  private void dumpTerms(FieldInfo field) throws IOException {
    Terms terms = field.getIndexOptions() == IndexOptions.NONE ? null : reader.terms(field.name);
    if (terms == null) {
      return;
    }
    lines.add(
        field.name
            + " terms "
            + terms.size()
            + " documents "
            + terms.getDocCount()
            + " postings "
            + terms.getSumDocFreq()
            + " tokens "
            + terms.getSumTotalTermFreq());
    TermsEnum walk = terms.iterator();
    while (walk.next() != null) {
      StringBuilder postings = new StringBuilder();
      PostingsEnum documents = walk.postings(null, PostingsEnum.ALL);
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        postings.append(' ').append(documents.docID());
        for (int i = 0; terms.hasPositions() && i < documents.freq(); i++) {
          postings.append(i == 0 ? '@' : ',').append(documents.nextPosition());
        }
      }
      lines.add(
          field.name
              + " term "
              + walk.term()
              + " in "
              + walk.docFreq()
              + " times "
              + walk.totalTermFreq()
              + ":"
              + postings);
    }
  }

  private void dumpNorms(FieldInfo field) throws IOException {
    NumericDocValues norms = reader.getNormValues(field.name);
    while (norms != null && norms.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (norms.longValue() != 0) {
        lines.add(field.name + " norm of " + norms.docID() + " is " + norms.longValue());
      }
    }
  }

  private void dumpDocValues(FieldInfo field) throws IOException {
    switch (field.getDocValuesType()) {
      case NUMERIC -> {
        NumericDocValues values = reader.getNumericDocValues(field.name);
        while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          lines.add(field.name + " of " + values.docID() + " is " + values.longValue());
        }
      }
      case SORTED_NUMERIC -> {
        SortedNumericDocValues values = reader.getSortedNumericDocValues(field.name);
        while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          for (int i = 0; i < values.docValueCount(); i++) {
            lines.add(field.name + " of " + values.docID() + " has " + values.nextValue());
          }
        }
      }
      case SORTED_SET -> {
        SortedSetDocValues values = reader.getSortedSetDocValues(field.name);
        while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          for (int i = 0; i < values.docValueCount(); i++) {
            long ordinal = values.nextOrd();
            String value =
                ordinal + " of " + values.getValueCount() + " " + values.lookupOrd(ordinal);
            lines.add(field.name + " of " + values.docID() + " has " + value);
          }
        }
      }
      default -> {}
    }
  }

  private void dumpPoints(FieldInfo field) throws IOException {
    PointValues points = reader.getPointValues(field.name);
    if (points == null) {
      return;
    }
    lines.add(
        field.name
            + " points "
            + points.size()
            + " in "
            + points.getDocCount()
            + " from "
            + NumericUtils.sortableBytesToLong(points.getMinPackedValue(), 0)
            + " to "
            + NumericUtils.sortableBytesToLong(points.getMaxPackedValue(), 0));
    points.intersect(new PointLines(field.name));
  }

  /** Every point in the order of the tree. */
  private final class PointLines implements PointValues.IntersectVisitor {
    private final String field;

    PointLines(String field) {
      this.field = field;
    }

    @Override
    public void visit(int document) {
      throw new AssertionError("Nothing is inside as a whole");
    }

    @Override
    public void visit(int document, byte[] packed) {
      lines.add(
          field + " point " + NumericUtils.sortableBytesToLong(packed, 0) + " of " + document);
    }

    @Override
    public PointValues.Relation compare(byte[] min, byte[] max) {
      return PointValues.Relation.CELL_CROSSES_QUERY;
    }
  }
}
