package io.tidemark.deltas;

import org.apache.lucene.util.BytesRef;

/**
 * Walks the documents of a posting delta, in ascending id order. Views are valid until the next
 * move.
 */
public interface DocumentCursor {

  /** Moves to the next document; false after the last. */
  boolean next();

  /** Number of the current document, from 0. */
  int document();

  /** UTF-8 bytes of the id. */
  BytesRef id();

  /** Whether the document is deleted; it then has no values and no lengths. */
  boolean deleted();

  /** First part of the rank. */
  long version();

  /** Second part of the rank. */
  long position();

  /** Third part of the rank. */
  long hash();

  /**
   * Tokens of a text field in this document, all of them: what collection statistics count; 0 if
   * absent.
   */
  int tokens(int field);

  /**
   * Of these, tokens at the same position as the one before (synonyms): not part of the scored
   * length.
   */
  int overlaps(int field);

  /** Moves to the next kept value of the current document, in field order; false after the last. */
  boolean nextValue();

  /** Field of the current value. */
  int valueField();

  /** The current value of a text (stored ones only are kept) or keyword field, in UTF-8. */
  BytesRef valueBytes();

  /** The current value of a numeric field, as its 64 sortable bits. */
  long valueBits();
}
