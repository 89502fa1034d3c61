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
 * <p>Open addressing with linear probing, at most half full. A slot is two numbers: the first eight
 * bytes of a term, padded with zeros, and its length and number. Most terms are no longer: looking
 * one up takes no bytes and touches one cache line. Longer ones are encoded behind the last term
 * and compared there; a new one stays, another is overwritten by the next.
 */
final class TermTable {
  /** The longest term Lucene can index. */
  static final int MAX_TERM_BYTES = 32766;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int MIN_SLOTS = 1 << 12;

  private long[] slots = new long[2 * MIN_SLOTS];
  private byte[] bytes = new byte[1 << 15];
  private byte[] wide = new byte[256];

  /** Where each term starts, and behind the last one, where the next will. */
  private int[] starts = new int[MIN_SLOTS];

  private long[] prefixes = new long[MIN_SLOTS];
  private int size;

  /** How many terms there are. */
  int size() {
    return size;
  }

  /** Forgets all terms; keeps most of the room they took. */
  void clear() {
    if (slots.length > 2 * MIN_SLOTS && 32L * size < slots.length) {
      // One huge batch must not make every small one after it pay for clearing a huge table.
      slots = new long[slots.length / 4];
    } else {
      Arrays.fill(slots, 0);
    }
    size = 0;
  }

  /** The number of a term, or -1 if it is too long to be one. */
  int add(char[] chars, int length) {
    if (length > Long.BYTES) {
      return addLong(chars, length);
    }
    long word = 0;
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= chars[i];
      word = word << 8 | chars[i];
    }
    if (all >= 0x80) {
      return addWide(chars, length);
    }
    // Nothing is shifted by 64 bits, but then there is nothing to shift.
    return internShort(word << (64 - 8 * length), length);
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

  /** All terms in ascending order of their bytes. */
  int[] sorted() {
    return new TermSorter(bytes, starts, prefixes, size).sort();
  }

  private int addLong(char[] chars, int length) {
    int start = starts[size];
    byte[] to = room(start, length);
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= chars[i];
      to[start + i] = (byte) chars[i];
    }
    return all < 0x80 ? intern(length) : addWide(chars, length);
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

  private int internShort(long prefix, int length) {
    int mask = slots.length / 2 - 1;
    int slot = (int) (hash(prefix, length) >>> 32) & mask;
    for (long entry = slots[2 * slot + 1]; entry != 0; entry = slots[2 * slot + 1]) {
      if (slots[2 * slot] == prefix && (int) (entry >>> 32) == length) {
        return (int) entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    LONGS.set(room(starts[size], length), starts[size], prefix);
    return keep(slot, prefix, length);
  }

  /** Finds or keeps the candidate behind the last term. */
  private int intern(int length) {
    int start = starts[size];
    if (length > MAX_TERM_BYTES) {
      return -1;
    }
    long prefix = (long) LONGS.get(bytes, start);
    if (length <= Long.BYTES) {
      return internShort(length == 0 ? 0 : prefix & (-1L << (64 - 8 * length)), length);
    }
    int mask = slots.length / 2 - 1;
    int slot = (int) (hash(start, length) >>> 32) & mask;
    for (long entry = slots[2 * slot + 1]; entry != 0; entry = slots[2 * slot + 1]) {
      if (slots[2 * slot] == prefix
          && (int) (entry >>> 32) == length
          && sameRest(starts[(int) entry - 1], start, length)) {
        return (int) entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    return keep(slot, prefix, length);
  }

  private int keep(int slot, long prefix, int length) {
    int term = size++;
    slots[2 * slot] = prefix;
    slots[2 * slot + 1] = (long) length << 32 | size;
    prefixes[term] = prefix;
    if (size == starts.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = starts[term] + length;
    if (4L * size > slots.length) {
      rehash();
    }
    return term;
  }

  private boolean sameRest(int a, int b, int length) {
    if (length <= 2 * Long.BYTES) {
      int last = length - Long.BYTES;
      return (long) LONGS.get(bytes, a + last) == (long) LONGS.get(bytes, b + last);
    }
    return Arrays.equals(bytes, a + Long.BYTES, a + length, bytes, b + Long.BYTES, b + length);
  }

  private static long hash(long prefix, int length) {
    long hash = (prefix ^ StringHelper.GOOD_FAST_HASH_SEED) * MIX + length;
    return (hash ^ (hash >>> 29)) * MIX;
  }

  private long hash(int start, int length) {
    long hash = hash((long) LONGS.get(bytes, start), length);
    int last = start + length - Long.BYTES;
    for (int at = start + Long.BYTES; at < last; at += Long.BYTES) {
      hash = (hash ^ (hash >>> 29) ^ (long) LONGS.get(bytes, at)) * MIX;
    }
    return (hash ^ (hash >>> 29) ^ (long) LONGS.get(bytes, last)) * MIX;
  }

  private void rehash() {
    slots = new long[2 * slots.length];
    int mask = slots.length / 2 - 1;
    for (int term = 0; term < size; term++) {
      int length = starts[term + 1] - starts[term];
      long hash = length <= Long.BYTES ? hash(prefixes[term], length) : hash(starts[term], length);
      int slot = (int) (hash >>> 32) & mask;
      while (slots[2 * slot + 1] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[2 * slot] = prefixes[term];
      slots[2 * slot + 1] = (long) length << 32 | (term + 1);
    }
  }

  /** The array, with room for so many bytes and one number more from this place on. */
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
