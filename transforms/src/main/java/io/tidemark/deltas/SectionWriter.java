package io.tidemark.deltas;

import java.util.Arrays;

/**
 * A growing byte array that encoded sections are written to. Integers are written seven bits a
 * byte, low bits first, as Protocol Buffers and Lucene write them.
 */
final class SectionWriter {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] bytes;
  private int size;

  SectionWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** The array written to; valid up to {@link #size}, until the next write. */
  byte[] array() {
    return bytes;
  }

  void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Writes 32 bits as an unsigned number. */
  void writeInt(int value) {
    ensure(5);
    byte[] to = bytes;
    int at = size;
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  /** Writes 64 bits as an unsigned number. */
  void writeLong(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Writes a signed number, short when it is near zero. */
  void writeSigned(long value) {
    writeLong((value << 1) ^ (value >> 63));
  }

  /** Writes eight bytes, high byte first. */
  void writeFixed(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void writeBytes(byte[] from, int start, int length) {
    ensure(length);
    if (length < 8) {
      for (int i = 0; i < length; i++) {
        bytes[size + i] = from[start + i];
      }
    } else {
      System.arraycopy(from, start, bytes, size, length);
    }
    size += length;
  }

  void append(SectionWriter other) {
    writeBytes(other.bytes, 0, other.size);
  }

  /** Makes room for this many more bytes, so that the caller can fill the array itself. */
  byte[] ensure(int more) {
    if (more > bytes.length - size) {
      grow((long) size + more);
    }
    return bytes;
  }

  /** Counts bytes the caller has put into the array, or takes bytes back. */
  void resize(int newSize) {
    size = newSize;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void grow(long needed) {
    if (needed > MAX_BYTES) {
      throw new IllegalStateException(
          "Cannot build a posting delta: a section would have "
              + needed
              + " bytes, the most is "
              + MAX_BYTES
              + "; use more shards, shorter windows or smaller pieces");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, size + (size >> 1L))));
  }
}
