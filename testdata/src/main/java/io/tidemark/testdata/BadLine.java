package io.tidemark.testdata;

import java.util.Locale;

/**
 * A line that must not change anything.
 *
 * @param kind what is wrong with it
 * @param victim a change it resembles; read leniently, the line would supersede it
 * @param salt picks among the forms of one kind
 */
record BadLine(Kind kind, CatalogueChange victim, int salt) implements Line {

  /** What is wrong with a line. */
  enum Kind {
    /** The start of a good line. */
    TRUNCATED,
    /** Bytes that are no UTF-8 inside a text. */
    BAD_UTF8,
    /** No id. */
    NO_ID,
    /** A version that is no long. */
    BAD_VERSION,
    /** An operation that is neither upsert nor delete. */
    BAD_OP,
    /** JSON, but not an object. */
    NOT_OBJECT,
    /** White space only: to be skipped without a word. */
    BLANK,
    /** No JSON at all. */
    GARBAGE;

    /** As in {@code corrupt.jsonl}. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
