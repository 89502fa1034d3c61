package io.tidemark.changes.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the counting of a range that is owed has come.
 *
 * @param of the range
 * @param cursor key to go on after
 * @param objects owed up to there
 * @param bytes of these
 * @param first start of the first partition that owes something; null for none
 * @param last end of the last such partition up to there; null for none
 */
record Survey(
    Owed of,
    String cursor,
    long objects,
    long bytes,
    @Nullable Instant first,
    @Nullable Instant last) {

  /** The same further on, with nothing owed up to there. */
  Survey upTo(String key) {
    return new Survey(of, key, objects, bytes, first, last);
  }
}
