package io.tidemark.changes.read;

import io.tidemark.changes.InputObject;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one version of an object from a place on, in ranges: first what is surely wanted, then
 * smaller ones as long as the reader goes on. Reads fill what they are given, so that what a
 * decompressor sees does not depend on how the network cuts it.
 */
final class ObjectRange extends InputStream {
  private static final long FOLLOWING_BYTES = 1 << 20;

  private final ObjectStore store;
  private final InputObject object;
  private @Nullable InputStream in;
  private long position;
  private long rangeEnd;
  private long bytesRead;

  /**
   * Prepares to read; nothing is opened yet.
   *
   * @param from first byte
   * @param to end of the first range
   */
  ObjectRange(ObjectStore store, InputObject object, long from, long to) {
    this.store = store;
    this.object = object;
    seek(from, to);
  }

  /** Goes on elsewhere, with a range that ends at {@code to}. */
  void seek(long from, long to) {
    closeRange();
    position = from;
    rangeEnd = Math.min(to, object.size());
  }

  /** Place of the next byte in the object. */
  long position() {
    return position;
  }

  /** Bytes read from the store so far. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int filled = 0;
    while (filled < length && position < object.size()) {
      int read = range().read(bytes, offset + filled, length - filled);
      if (read < 0 && position < rangeEnd) {
        // Not damage: what is there may be whole.
        throw new StoreException(
            StoreException.Kind.UNREACHABLE,
            "Cannot read '" + object.key() + "': it ended at byte " + position + " of " + rangeEnd,
            null);
      }
      if (read > 0) {
        filled += read;
        position += read;
        bytesRead += read;
      }
    }
    return filled == 0 && length > 0 ? -1 : filled;
  }

  /** Never 0 before the end: decompressors take that for the end. */
  @Override
  public int available() {
    return (int) Math.min(object.size() - position, Integer.MAX_VALUE);
  }

  /**
   * Reads the range to its end: a store that compares checksums does so there, and what seems
   * damaged may only have been garbled on its way.
   *
   * @throws IOException when the store says so
   */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    while (in != null && in.read(buffer) >= 0) {
      // Nothing is wanted of it.
    }
  }

  @Override
  public void close() {
    closeRange();
  }

  private InputStream range() throws IOException {
    if (in == null || position >= rangeEnd) {
      closeRange();
      if (position >= rangeEnd) {
        rangeEnd = Math.min(position + FOLLOWING_BYTES, object.size());
      }
      in = store.open(object.key(), object.etag(), position, rangeEnd);
    }
    return in;
  }

  private void closeRange() {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // What was wanted of the range has been read.
    } finally {
      in = null;
    }
  }
}
