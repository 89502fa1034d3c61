package io.tidemark.changes.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip, members one after the other. Unlike {@link java.util.zip.GZIPInputStream} it
 * hides nothing: a failed read, a cut or other bytes after a member are an error, not the end. All
 * that could be decompressed before an error is delivered before it is thrown.
 *
 * <p>Source: RFC 1952.
 */
final class GzipMembers extends InputStream {
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] compressed = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean inMember;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0) {
      if (!inMember && !startMember()) {
        return -1;
      }
      int inflated = inflate(bytes, offset, length);
      if (inflated > 0) {
        crc.update(bytes, offset, inflated);
        return inflated;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int inflated = inflater.inflate(bytes, offset, length);
      if (inflated == 0 && inflater.finished()) {
        position = limit - inflater.getRemaining();
        finishMember();
      } else if (inflated == 0 && inflater.needsInput()) {
        fill();
        inflater.setInput(compressed, 0, limit);
      } else if (inflated == 0) {
        throw new IOException("gzip data needs a preset dictionary");
      }
      return inflated;
    } catch (DataFormatException e) {
      throw new IOException("gzip data is damaged: " + e.getMessage(), e);
    }
  }

  private boolean startMember() throws IOException {
    if (position == limit) {
      limit = Math.max(in.read(compressed), 0);
      position = 0;
      if (limit == 0) {
        return false;
      }
    }
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw new IOException("not gzip data, or other bytes after it");
    }
    int flags = next();
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipString();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipString();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(compressed, position, limit - position);
    crc.reset();
    inMember = true;
    return true;
  }

  private void finishMember() throws IOException {
    inMember = false;
    long size = inflater.getBytesWritten() & 0xFFFFFFFFL;
    if (nextInt() != crc.getValue() || nextInt() != size) {
      throw new IOException("gzip checksum or size differs from its data");
    }
  }

  private long nextInt() throws IOException {
    return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
  }

  private void skipString() throws IOException {
    while (next() != 0) {
      // A name or a comment: nobody needs it.
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    return compressed[position++] & 0xFF;
  }

  private void fill() throws IOException {
    position = 0;
    limit = Math.max(in.read(compressed), 0);
    if (limit == 0) {
      throw new EOFException("gzip data is cut short");
    }
  }
}
