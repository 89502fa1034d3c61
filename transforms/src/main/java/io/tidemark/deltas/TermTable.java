package io.tidemark.deltas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Numbers distinct terms from 0 in the order they are first seen, and sorts them by their bytes.
 *
 * <p>Open addressing with linear probing, at most half full. Terms lie one after the other in one
 * array; a candidate is encoded behind the last one and either stays there or is overwritten by the
 * next. The first eight bytes of each term are kept as a number too: most terms are compared, and
 * nearly all are sorted, without touching their bytes.
 */
final class TermTable {
  /** The longest term Lucene can index. */
  static final int MAX_TERM_BYTES = 32766;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private int[] slots = new int[1 << 12];
  private byte[] bytes = new byte[1 << 15];
  private byte[] wide = new byte[256];

  /** Where each term starts, and behind the last one, where the next will. */
  private int[] starts = new int[1 << 11];

  private long[] prefixes = new long[1 << 11];
  private int size;

  /** How many terms there are. */
  int size() {
    return size;
  }

  /** Forgets all terms; keeps the room they took. */
  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  /** The number of a term, or -1 if it is too long to be one. */
  int add(char[] chars, int length) {
    int start = starts[size];
    byte[] to = room(start, length);
    for (int i = 0; i < length; i++) {
      if (chars[i] >= 0x80) {
        return addWide(chars, length);
      }
      to[start + i] = (byte) chars[i];
    }
    return intern(length);
  }

  /** The number of a term, or -1 if it is too long to be one. */
  int add(String term) {
    int start = starts[size];
    byte[] to = room(start, UnicodeUtil.maxUTF8Length(term.length()));
    return intern(UnicodeUtil.UTF16toUTF8(term, 0, term.length(), to, start) - start);
  }

  /** The number of a term, or -1 if it is too long to be one. */
  int add(BytesRef term) {
    int start = starts[size];
    System.arraycopy(term.bytes, term.offset, room(start, term.length), start, term.length);
    return intern(term.length);
  }

  /** Writes the length and the bytes of a term. */
  void write(int term, SectionWriter out) {
    int length = starts[term + 1] - starts[term];
    out.writeInt(length);
    out.writeBytes(bytes, starts[term], length);
  }

  /** All terms in ascending order of their bytes; the array may be longer than their number. */
  int[] sorted() {
    return new TermSorter(bytes, starts, prefixes, size).sort();
  }

  private int addWide(char[] chars, int length) {
    if (wide.length < UnicodeUtil.maxUTF8Length(length)) {
      wide = new byte[UnicodeUtil.maxUTF8Length(length)];
    }
    int encoded = UnicodeUtil.UTF16toUTF8(chars, 0, length, wide);
    int start = starts[size];
    System.arraycopy(wide, 0, room(start, encoded), start, encoded);
    return intern(encoded);
  }

  /** Finds or keeps the candidate behind the last term. */
  private int intern(int length) {
    if (length > MAX_TERM_BYTES) {
      return -1;
    }
    int start = starts[size];
    long prefix = (long) LONGS.get(bytes, start);
    if (length < Long.BYTES) {
      prefix &= length == 0 ? 0 : -1L << (64 - 8 * length);
    }
    int mask = slots.length - 1;
    int slot = slotOf(start, length, prefix) & mask;
    for (int term = slots[slot] - 1; term >= 0; term = slots[slot] - 1) {
      if (prefixes[term] == prefix && sameRest(term, start, length)) {
        return term;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size + 1;
    return keep(start + length, prefix);
  }

  private int keep(int end, long prefix) {
    int term = size++;
    prefixes[term] = prefix;
    if (size == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = end;
    if (2 * size > slots.length) {
      rehash();
    }
    return term;
  }

  private boolean sameRest(int term, int start, int length) {
    int other = starts[term];
    return starts[term + 1] - other == length
        && (length <= Long.BYTES
            || Arrays.equals(
                bytes,
                start + Long.BYTES,
                start + length,
                bytes,
                other + Long.BYTES,
                other + length));
  }

  private int slotOf(int start, int length, long prefix) {
    long hash = (prefix ^ StringHelper.GOOD_FAST_HASH_SEED) * MIX + length;
    int at = start + Long.BYTES;
    int end = start + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (hash >>> 32) ^ (long) LONGS.get(bytes, at)) * MIX;
    }
    for (; at < end; at++) {
      hash = (hash ^ (hash >>> 32) ^ bytes[at]) * MIX;
    }
    hash = (hash ^ (hash >>> 32)) * MIX;
    return (int) (hash >>> 32);
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int term = 0; term < size; term++) {
      int slot = slotOf(starts[term], starts[term + 1] - starts[term], prefixes[term]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = term + 1;
    }
  }

  /** The array, with room for so many bytes and one prefix from this place on. */
  private byte[] room(int start, int length) {
    long needed = (long) start + length + Long.BYTES;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 64) {
        throw new IllegalStateException(
            "Cannot invert a batch: its terms take more than 2 GB; read smaller pieces");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 64, needed + (needed >> 1)));
    }
    return bytes;
  }
}
