package io.tidemark.publish.segment;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;

/**
 * The values of one field: for each document of a segment a list of longs, ascending. A document
 * without the field has an empty list.
 *
 * @param ends for each document where its values end; they start where those of the document before
 *     end
 * @param values of all documents, one after the other; what is behind the last end is unused
 */
@SuppressWarnings("ArrayRecordComponent") // Too large to copy, and never compared.
record ValueLists(int[] ends, long[] values) {

  int documents() {
    return ends.length;
  }

  /** How many values all documents have together. */
  int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  int start(int document) {
    return document == 0 ? 0 : ends[document - 1];
  }

  int end(int document) {
    return ends[document];
  }

  /** The first document from the given one on that has a value; {@code documents()} if none has. */
  int firstFrom(int document) {
    int found = document;
    while (found < ends.length && start(found) == ends[found]) {
      found++;
    }
    return found;
  }

  /** Takes values document by document, in ascending order of the documents. */
  static final class Builder {
    private final int[] ends;
    private long[] values = new long[16];
    private int size;
    private int document;

    Builder(int documents) {
      this.ends = new int[documents];
    }

    /** Adds a value, in any order within its document. */
    void add(int document, long value) {
      finishUntil(document);
      values = ArrayUtil.grow(values, size + 1);
      values[size++] = value;
    }

    ValueLists build() {
      finishUntil(ends.length);
      return new ValueLists(ends, values);
    }

    private void finishUntil(int next) {
      for (; document < next; document++) {
        int start = document == 0 ? 0 : ends[document - 1];
        if (size - start > 1) {
          Arrays.sort(values, start, size);
        }
        ends[document] = size;
      }
    }
  }
}
