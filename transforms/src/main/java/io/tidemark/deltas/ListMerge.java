package io.tidemark.deltas;

import java.util.Arrays;

/**
 * Merges the lists of one term. Lists are added one by one, each as a run of entries in ascending
 * order; an entry keeps where its frequency and positions lie and they are copied from there.
 */
final class ListMerge {
  private static final int MIN_MARKED = 24;

  private final boolean positions;

  /** New document number &lt;&lt; 32 | entry: sorting these sorts the entries. */
  private long[] keys = new long[16];

  private byte[][] sources = new byte[16][];
  private int[] starts = new int[16];

  /** Length &lt;&lt; 1 | occurs once. */
  private int[] lengths = new int[16];

  private int size;
  private int runs;
  private long totalTermFrequency;

  /** Per document of the merged delta: a bit, and the entry it is marked for. */
  private final long[] marks;

  private final int[] entries;

  /**
   * A merge of lists.
   *
   * @param documents of the merged delta
   * @param positions whether lists have frequencies and positions
   */
  ListMerge(int documents, boolean positions) {
    this.positions = positions;
    marks = new long[(documents >>> 6) + 1];
    entries = new int[documents];
  }

  void clear() {
    size = 0;
    runs = 0;
    totalTermFrequency = 0;
  }

  int documentFrequency() {
    return size;
  }

  long totalTermFrequency() {
    return totalTermFrequency;
  }

  /** Adds the documents of a source's current term that are not dropped, under new numbers. */
  void add(EncodedTerms source, int[] numbers) {
    int before = size;
    ensure(source.documentFrequency());
    SectionReader in = source.list();
    int document = 0;
    while (in.hasMore()) {
      int code = in.readInt();
      int start = in.at;
      if (positions) {
        boolean once = (code & 1) != 0;
        int frequency = once ? 1 : in.readInt();
        in.skipInts(frequency);
        document += code >>> 1;
        if (numbers[document] >= 0) {
          lengths[size] = (in.at - start) << 1 | (code & 1);
          totalTermFrequency += frequency;
        }
      } else {
        document += code;
      }
      if (numbers[document] >= 0) {
        keys[size] = (long) numbers[document] << 32 | size;
        starts[size] = start;
        sources[size++] = in.bytes;
      }
    }
    runs += size > before ? 1 : 0;
  }

  /** Appends the merged list. */
  void write(SectionWriter out) {
    if (runs > 1) {
      sort();
    }
    int previous = 0;
    for (int i = 0; i < size; i++) {
      int document = (int) (keys[i] >>> 32);
      int entry = (int) keys[i];
      if (positions) {
        out.writeInt((document - previous) << 1 | (lengths[entry] & 1));
        out.writeBytes(sources[entry], starts[entry], lengths[entry] >>> 1);
      } else {
        out.writeInt(document - previous);
      }
      previous = document;
    }
  }

  /** Sorts short lists by comparing; long ones by walking over all documents, marked or not. */
  private void sort() {
    if (size < MIN_MARKED || size < marks.length / 2) {
      Arrays.sort(keys, 0, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      int document = (int) (keys[i] >>> 32);
      marks[document >>> 6] |= 1L << document;
      entries[document] = i;
    }
    int at = 0;
    for (int word = 0; word < marks.length; word++) {
      for (long rest = marks[word]; rest != 0; rest &= rest - 1) {
        int document = word << 6 | Long.numberOfTrailingZeros(rest);
        keys[at++] = (long) document << 32 | entries[document];
      }
      marks[word] = 0;
    }
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > keys.length) {
      int capacity = Math.max(needed, 2 * size);
      keys = Arrays.copyOf(keys, capacity);
      sources = Arrays.copyOf(sources, capacity);
      starts = Arrays.copyOf(starts, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
  }
}
