package io.tidemark.deltas;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link SectionWriter} wrote, from one range of an array. */
final class SectionReader {
  final byte[] bytes;
  int at;
  final int end;

  SectionReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  int readByte() {
    return bytes[at++];
  }

  int readInt() {
    byte b = bytes[at++];
    int value = b & 0x7F;
    for (int shift = 7; b < 0; shift += 7) {
      b = bytes[at++];
      value |= (b & 0x7F) << shift;
    }
    return value;
  }

  long readLong() {
    byte b = bytes[at++];
    long value = b & 0x7F;
    for (int shift = 7; b < 0; shift += 7) {
      b = bytes[at++];
      value |= (b & 0x7FL) << shift;
    }
    return value;
  }

  long readSigned() {
    long value = readLong();
    return (value >>> 1) ^ -(value & 1);
  }

  long readFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  String readString() {
    int length = readInt();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  /** Steps over so many variable-length integers without decoding them. */
  void skipInts(int count) {
    for (int left = count; left > 0; ) {
      if (bytes[at++] >= 0) {
        left--;
      }
    }
  }
}
