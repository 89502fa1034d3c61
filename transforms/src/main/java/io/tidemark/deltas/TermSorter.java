package io.tidemark.deltas;

import java.util.Arrays;
import org.apache.lucene.util.IntroSorter;

/**
 * Sorts terms by their bytes. First as plain numbers that hold as much of the start of each term as
 * fits beside the term's own number, then, by all their bytes, those that start alike.
 */
final class TermSorter {
  private final byte[] bytes;
  private final int[] starts;
  private final long[] prefixes;
  private final int size;

  TermSorter(byte[] bytes, int[] starts, long[] prefixes, int size) {
    this.bytes = bytes;
    this.starts = starts;
    this.prefixes = prefixes;
    this.size = size;
  }

  int[] sort() {
    int idBits = 32 - Integer.numberOfLeadingZeros(size);
    long idMask = (1L << idBits) - 1;
    long[] keys = new long[size];
    for (int term = 0; term < size; term++) {
      // Flipping the sign bit makes the signed order of the keys the order of the bytes.
      keys[term] = ((prefixes[term] ^ Long.MIN_VALUE) & ~idMask) | term;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & idMask);
    }
    ByAllBytes byAllBytes = new ByAllBytes(order);
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && (keys[to] & ~idMask) == (keys[from] & ~idMask)) {
        to++;
      }
      if (to - from > 1) {
        byAllBytes.sort(from, to);
      }
      from = to;
    }
    return order;
  }

  private int compare(int a, int b) {
    int byPrefix = Long.compareUnsigned(prefixes[a], prefixes[b]);
    return byPrefix != 0
        ? byPrefix
        : Arrays.compareUnsigned(bytes, starts[a], starts[a + 1], bytes, starts[b], starts[b + 1]);
  }

  private final class ByAllBytes extends IntroSorter {
    private final int[] order;
    private int pivot;

    ByAllBytes(int[] order) {
      this.order = order;
    }

    @Override
    protected void swap(int i, int j) {
      int term = order[i];
      order[i] = order[j];
      order[j] = term;
    }

    @Override
    protected int compare(int i, int j) {
      return TermSorter.this.compare(order[i], order[j]);
    }

    @Override
    protected void setPivot(int i) {
      pivot = order[i];
    }

    @Override
    protected int comparePivot(int j) {
      return TermSorter.this.compare(pivot, order[j]);
    }
  }
}
