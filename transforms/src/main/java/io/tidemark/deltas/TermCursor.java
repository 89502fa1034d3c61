package io.tidemark.deltas;

import org.apache.lucene.util.BytesRef;

/**
 * Walks the terms of one field in ascending order, for each term its documents in ascending order,
 * for each document its positions. What is not visited is skipped. Views are valid until the next
 * move.
 */
public interface TermCursor {

  /** Moves to the next term; false after the last. */
  boolean next();

  /** Bytes of the current term. */
  BytesRef term();

  /** In how many documents the term is. */
  int documentFrequency();

  /** How often the term is in all documents together. */
  long totalTermFrequency();

  /** Moves to the next document of the current term; false after the last. */
  boolean nextDocument();

  /** The current document's number. */
  int document();

  /** How often the term is in the current document; 1 in keyword fields. */
  int frequency();

  /** The next position in the current document, {@link #frequency} times; text fields only. */
  int nextPosition();
}
