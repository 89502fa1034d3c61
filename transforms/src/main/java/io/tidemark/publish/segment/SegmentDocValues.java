package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.index.EmptyDocValuesProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;

/** Hands the doc values of a segment to a codec, which asks for each of them several times. */
final class SegmentDocValues extends EmptyDocValuesProducer {
  private final DocumentColumns columns;
  private final Function<String, Supplier<TermCursor>> terms;
  private final Map<String, Keywords> keywords = new HashMap<>();

  /**
   * @param terms by the name of a keyword field what opens a cursor over its terms
   */
  SegmentDocValues(DocumentColumns columns, Function<String, Supplier<TermCursor>> terms) {
    this.columns = columns;
    this.terms = terms;
  }

  @Override
  public NumericDocValues getNumeric(FieldInfo field) {
    return columns.numbers(field.name);
  }

  @Override
  public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
    return new SortedNumbers(columns.lists(field.name));
  }

  @Override
  public SortedSetDocValues getSortedSet(FieldInfo field) {
    return new SortedOrdinals(
        keywords.computeIfAbsent(
            field.name, name -> Keywords.of(columns.documents(), terms.apply(name))));
  }
}
