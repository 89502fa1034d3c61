package io.tidemark.changes.read.document;

import io.tidemark.changes.FieldValue;
import java.util.Arrays;

/**
 * Hashes an operation and its values, in a form that does not depend on the format they were read
 * from: one byte for the operation; then for each value its field ordinal (4 bytes), and for text
 * its length in UTF-8 (4 bytes) and its UTF-8, for a number its 8 bytes; all little-endian.
 *
 * <p>Reused from record to record; not safe for use by several threads.
 */
final class ContentHash {
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[8192];
  private char[] chars = new char[2048];
  private int length;

  /** Starts a record. */
  void start(boolean delete) {
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
      chars = new char[KEPT_BYTES / 4];
    }
    bytes[0] = (byte) (delete ? 1 : 0);
    length = 1;
  }

  /**
   * Adds a value.
   *
   * @return its length in UTF-8 bytes; 8 for a number; -1 when it holds half of a surrogate pair
   */
  int add(FieldValue value) {
    if (value instanceof FieldValue.Text text) {
      reserve(8L + 3L * text.text().length());
      putInt(text.field());
      int start = length + 4;
      int end = encode(text.text(), start);
      if (end < 0) {
        return -1;
      }
      putInt(end - start);
      length = end;
      return end - start;
    }
    FieldValue.Number number = (FieldValue.Number) value;
    reserve(12);
    putInt(number.field());
    putInt((int) number.bits());
    putInt((int) (number.bits() >>> 32));
    return 8;
  }

  /** Bytes of the record so far. */
  int length() {
    return length;
  }

  long value() {
    return Murmur3.hash(bytes, length);
  }

  /** By way of an array: reading a string char by char is slower. */
  private int encode(String text, int offset) {
    int count = text.length();
    if (count > chars.length) {
      chars = new char[Math.max(count, 2 * chars.length)];
    }
    text.getChars(0, count, chars, 0);
    return StrictUtf8.encode(chars, count, bytes, offset);
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
  }

  private void putInt(int value) {
    bytes[length++] = (byte) value;
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) (value >>> 16);
    bytes[length++] = (byte) (value >>> 24);
  }
}
