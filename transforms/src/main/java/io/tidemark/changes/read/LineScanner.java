package io.tidemark.changes.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the lines of a stream of bytes, in a buffer and without copies. Lines end with a line feed;
 * a carriage return before it belongs to the end. A line longer than the limit is passed over in
 * pieces, so memory stays bounded by the limit; its start is kept for the excerpt.
 */
final class LineScanner {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * LOW_BITS;
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int maxLength;
  private byte[] buffer = new byte[2 * CHUNK];

  /** Added to an index in the buffer it gives the place in the stream. */
  private long base;

  private int start;
  private int end;
  private int next;
  private int limit;
  private boolean tooLong;
  private long offset;

  /**
   * Scans a stream.
   *
   * @param offset of the stream's first byte, added to every {@link #offset}
   * @param maxLength of a line in bytes, its end not counted
   */
  LineScanner(InputStream in, long offset, int maxLength) {
    this.in = in;
    this.base = offset;
    this.maxLength = maxLength;
  }

  /**
   * Moves to the next line; false after the last. When the stream throws, {@link #offset}, {@link
   * #start} and {@link #end} tell what there is of the broken line.
   */
  boolean next() throws IOException {
    start = next;
    end = next;
    offset = base + start;
    tooLong = false;
    int searched = start;
    while (true) {
      int feed = indexOfFeed(searched);
      if (feed >= 0) {
        finishLine(feed, feed + 1);
        return true;
      }
      searched = limit;
      end = limit;
      if (limit - start > maxLength + 1L) {
        return passOver();
      }
      int moved = start;
      int read = fill();
      searched -= moved - start;
      end = limit;
      if (read < 0) {
        boolean some = limit > start;
        finishLine(limit, limit);
        return some;
      }
    }
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  int start() {
    return start;
  }

  /** Where the line ends in the buffer, its line end not counted. */
  int end() {
    return end;
  }

  /** Place of the line's first byte in the stream. */
  long offset() {
    return offset;
  }

  /** Whether the line is longer than allowed; the buffer then holds only its start. */
  boolean tooLong() {
    return tooLong;
  }

  /** Whether the line, from this place in the buffer on, holds nothing but ASCII white space. */
  boolean blank(int from) {
    for (int i = from; i < end; i++) {
      byte b = buffer[i];
      if (b != ' ' && (b < '\t' || b > '\r')) {
        return false;
      }
    }
    return true;
  }

  private void finishLine(int lineEnd, int following) {
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
    tooLong = end - start > maxLength;
  }

  /** Reads on to the end of a line that is too long, keeping what the buffer holds of its start. */
  private boolean passOver() throws IOException {
    tooLong = true;
    int kept = Math.min(limit - start, CHUNK);
    System.arraycopy(buffer, start, buffer, 0, kept);
    base += limit - kept;
    start = 0;
    end = kept;
    limit = kept;
    int read;
    while ((read = in.read(buffer, kept, CHUNK)) >= 0) {
      limit = kept + read;
      int feed = indexOfFeed(kept);
      if (feed >= 0) {
        next = feed + 1;
        return true;
      }
      base += read;
    }
    limit = kept;
    next = kept;
    return true;
  }

  private int fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      base += start;
      limit -= start;
      start = 0;
    }
    if (buffer.length - limit < CHUNK) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, limit, CHUNK);
    limit += Math.max(read, 0);
    return read;
  }

  /** Eight bytes at a time: a byte of {@code word ^ FEEDS} is zero where there is a line feed. */
  private int indexOfFeed(int from) {
    int i = from;
    for (; i + 8 <= limit; i += 8) {
      long word = (long) LONG.get(buffer, i) ^ FEEDS;
      long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    for (; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
