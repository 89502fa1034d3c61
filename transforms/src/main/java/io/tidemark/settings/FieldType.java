package io.tidemark.settings;

/** What a field holds, and so how it is indexed. */
public enum FieldType {
  /** Analysed into terms with frequencies and positions; scored by BM25. */
  TEXT,
  /** One exact term; sortable. */
  KEYWORD,
  /** A 64-bit integer; ranges and sorting. */
  LONG,
  /** A 64-bit floating-point number; ranges and sorting. */
  DOUBLE,
  /**
   * An instant to the millisecond, written as ISO-8601 or epoch milliseconds; ranges and sorting.
   */
  DATE;

  /** Whether values are numbers, kept as 64 bits, rather than strings. */
  public boolean numeric() {
    return this == LONG || this == DOUBLE || this == DATE;
  }
}
