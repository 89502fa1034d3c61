package io.tidemark.deltas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * A binary heap of sources by the key each is at, smallest bytes first. Keys are ranges of arrays
 * that do not change, so a key stays readable after its source has moved on. The first eight bytes
 * of each are kept as a number: it decides most comparisons.
 */
final class KeyHeap {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[][] bytes;
  private final int[] starts;
  private final int[] lengths;
  private final long[] prefixes;
  private final int[] heap;
  private int size;

  KeyHeap(int sources) {
    bytes = new byte[sources][];
    starts = new int[sources];
    lengths = new int[sources];
    prefixes = new long[sources];
    heap = new int[sources];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** A source with the smallest key. */
  int top() {
    return heap[0];
  }

  /** Adds a source that is not in. */
  void add(int source, BytesRef key) {
    set(source, key);
    int at = size++;
    while (at > 0 && compare(source, heap[(at - 1) >>> 1]) < 0) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = source;
  }

  /** Gives the top source its next key. */
  void replaceTop(BytesRef key) {
    set(heap[0], key);
    siftDown(heap[0]);
  }

  void removeTop() {
    size--;
    siftDown(heap[size]);
  }

  /** Whether the top source's key is this one. */
  boolean topIs(byte[] other, int start, int length) {
    int top = heap[0];
    return lengths[top] == length
        && Arrays.equals(
            bytes[top], starts[top], starts[top] + length, other, start, start + length);
  }

  private void set(int source, BytesRef key) {
    bytes[source] = key.bytes;
    starts[source] = key.offset;
    lengths[source] = key.length;
    prefixes[source] = prefix(key) ^ Long.MIN_VALUE;
  }

  private void siftDown(int source) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && compare(heap[child + 1], heap[child]) < 0) {
        child++;
      }
      if (compare(source, heap[child]) <= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = source;
  }

  private int compare(int a, int b) {
    if (prefixes[a] != prefixes[b]) {
      return prefixes[a] < prefixes[b] ? -1 : 1;
    }
    return Arrays.compareUnsigned(
        bytes[a], starts[a], starts[a] + lengths[a], bytes[b], starts[b], starts[b] + lengths[b]);
  }

  private static long prefix(BytesRef key) {
    if (key.length >= Long.BYTES) {
      return (long) LONGS.get(key.bytes, key.offset);
    }
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << 8 | (i < key.length ? key.bytes[key.offset + i] & 0xFF : 0);
    }
    return prefix;
  }
}
