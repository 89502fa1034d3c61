package io.tidemark.index;

import java.nio.ByteBuffer;

/** A 256-bit number that others are added to, modulo 2^256. */
final class Sum256 {
  static final int BYTES = 32;
  private static final int WORDS = 4;

  private final long[] words = new long[WORDS];

  /** Adds 32 bytes, big-endian. */
  void add(byte[] number) {
    ByteBuffer bytes = ByteBuffer.wrap(number);
    long carry = 0;
    for (int word = WORDS - 1; word >= 0; word--) {
      carry = add(word, bytes.getLong(word * Long.BYTES), carry);
    }
  }

  void add(Sum256 other) {
    long carry = 0;
    for (int word = WORDS - 1; word >= 0; word--) {
      carry = add(word, other.words[word], carry);
    }
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    for (long word : words) {
      bytes.putLong(word);
    }
    return bytes.array();
  }

  private long add(int word, long number, long carry) {
    long sum = words[word] + number;
    boolean overflow = Long.compareUnsigned(sum, number) < 0;
    long carried = sum + carry;
    overflow |= Long.compareUnsigned(carried, sum) < 0;
    words[word] = carried;
    return overflow ? 1 : 0;
  }
}
