package io.tidemark.changes.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Finds and reads the blocks of an Avro file. Blocks are known by where they start. */
final class AvroBlocks {
  /** One block, not decompressed. */
  static final class Block {
    private final long records;
    private final byte[] data;
    private final long end;

    private Block(long records, byte[] data, long end) {
      this.records = records;
      this.data = data;
      this.end = end;
    }

    /** Records it says it holds. */
    long records() {
      return records;
    }

    byte[] data() {
      return data;
    }

    /** Where the next block starts. */
    long end() {
      return end;
    }
  }

  private final ObjectRange range;
  private final long size;
  private final byte[] sync;
  private InputStream in;
  private long position;

  AvroBlocks(ObjectRange range, long size, byte[] sync) {
    this.range = range;
    this.size = size;
    this.sync = sync;
    this.in = range;
  }

  /** Goes to a place, with the range to read first. */
  void seek(long from, long to) {
    range.seek(from, to);
    in = new BufferedInputStream(range, 1 << 16);
    position = from;
  }

  /**
   * Start of the first block whose marker starts at the current place or later.
   *
   * @param before where the marker must start before; the search ends there
   * @return the size of the object when there is none
   */
  long findBlock(long before) throws IOException {
    byte[] last = new byte[sync.length];
    int filled = in.readNBytes(last, 0, last.length);
    position += filled;
    while (filled == last.length && !Arrays.equals(last, sync)) {
      int b = position - sync.length < before ? in.read() : -1;
      if (b < 0) {
        return size;
      }
      position++;
      System.arraycopy(last, 1, last, 0, last.length - 1);
      last[last.length - 1] = (byte) b;
    }
    return filled < last.length ? size : position;
  }

  /** Reads the block at the current place, its marker included. */
  Block read() throws IOException {
    long records = readLong();
    long length = readLong();
    if (records < 0 || length < 0 || length > size - position - sync.length) {
      throw new EOFException(
          "a block of " + records + " records in " + length + " bytes does not fit the object");
    }
    if (length > Decompression.MOST_BYTES) {
      throw new IOException("a block of " + length + " bytes is too large");
    }
    byte[] data = readFully((int) length);
    if (!Arrays.equals(readFully(sync.length), sync)) {
      throw new IOException("the block does not end with the marker of the file");
    }
    return new Block(records, data, position);
  }

  private byte[] readFully(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw new EOFException("the object ends in a block");
    }
    return bytes;
  }

  /** A zigzag variable-length long. */
  private long readLong() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the object ends in a block");
      }
      position++;
      value |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("a number of more than 10 bytes");
  }
}
