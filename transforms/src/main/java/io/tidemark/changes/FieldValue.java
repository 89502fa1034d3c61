package io.tidemark.changes;

/** One value of one field of a document. A field with several values has several of these. */
public sealed interface FieldValue {

  /** Ordinal of the field in the index settings. */
  int field();

  /** Value of a text or keyword field. */
  record Text(int field, String text) implements FieldValue {}

  /**
   * Value of a numeric field.
   *
   * @param bits the long itself, epoch milliseconds, or {@code NumericUtils.doubleToSortableLong}
   */
  record Number(int field, long bits) implements FieldValue {}
}
