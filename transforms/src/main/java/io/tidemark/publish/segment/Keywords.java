package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import java.util.function.Supplier;

/**
 * The terms of a keyword field, seen from its documents.
 *
 * @param ordinals for each document the ordinals of its terms
 * @param terms how many there are
 * @param cursors opens a cursor over the terms
 */
record Keywords(ValueLists ordinals, long terms, Supplier<TermCursor> cursors) {

  /** Turns postings around by counting sort, in two walks over the cursor. */
  static Keywords of(int documents, Supplier<TermCursor> cursors) {
    int[] ends = new int[documents];
    long terms = 0;
    for (TermCursor cursor = cursors.get(); cursor.next(); terms++) {
      while (cursor.nextDocument()) {
        ends[cursor.document()]++;
      }
    }
    int total = 0;
    for (int document = 0; document < documents; document++) {
      int start = total;
      total = Math.addExact(total, ends[document]);
      ends[document] = start;
    }
    long[] ordinals = new long[total];
    long ordinal = 0;
    for (TermCursor cursor = cursors.get(); cursor.next(); ordinal++) {
      while (cursor.nextDocument()) {
        ordinals[ends[cursor.document()]++] = ordinal;
      }
    }
    return new Keywords(new ValueLists(ends, ordinals), terms, cursors);
  }
}
