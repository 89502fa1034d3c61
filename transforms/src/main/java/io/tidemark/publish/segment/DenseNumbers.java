package io.tidemark.publish.segment;

import org.apache.lucene.index.NumericDocValues;

/** Numeric doc values or norms over an array with a place for every document. */
final class DenseNumbers extends NumericDocValues {
  private final long[] values;
  private final boolean zeroIsAbsent;
  private int document = -1;

  private DenseNumbers(long[] values, boolean zeroIsAbsent) {
    this.values = values;
    this.zeroIsAbsent = zeroIsAbsent;
  }

  /** Every document has a value. */
  static DenseNumbers all(long[] values) {
    return new DenseNumbers(values, false);
  }

  /** The documents with another number than 0 have a value. */
  static DenseNumbers nonZero(long[] values) {
    return new DenseNumbers(values, true);
  }

  @Override
  public long longValue() {
    return values[document];
  }

  @Override
  public boolean advanceExact(int target) {
    document = target;
    return !zeroIsAbsent || values[target] != 0;
  }

  @Override
  public int docID() {
    return document;
  }

  @Override
  public int nextDoc() {
    return advance(document + 1);
  }

  @Override
  public int advance(int target) {
    int next = target;
    while (zeroIsAbsent && next < values.length && values[next] == 0) {
      next++;
    }
    document = next < values.length ? next : NO_MORE_DOCS;
    return document;
  }

  @Override
  public long cost() {
    return values.length;
  }
}
