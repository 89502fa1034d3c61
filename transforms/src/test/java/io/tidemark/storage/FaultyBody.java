package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream that lies, breaks or ends early. */
final class FaultyBody extends FilterInputStream {
  private final @Nullable Kind end;
  private long left;
  private final String object;
  private int mask;

  private FaultyBody(InputStream in, long left, @Nullable Kind end, String object, int mask) {
    super(in);
    this.object = object;
    this.left = left;
    this.end = end;
    this.mask = mask;
  }

  /** Ends after so many bytes as if there were no more. */
  static InputStream cut(InputStream in, int bytes) {
    return new FaultyBody(in, bytes, null, "", 0);
  }

  /** Throws after so many bytes. */
  static InputStream broken(InputStream in, int bytes, Kind kind, String object) {
    return new FaultyBody(in, bytes, kind, object, 0);
  }

  /** Delivers another first byte than the one that is there. */
  static InputStream garbled(InputStream in) {
    return new FaultyBody(in, Long.MAX_VALUE, null, "", 1);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      if (end != null) {
        throw new StoreException(
            end, "Cannot read '" + object + "': planned fault in the middle of it", null);
      }
      return -1;
    }
    int count = super.read(buffer, offset, (int) Math.min(length, left));
    if (count > 0) {
      left -= count;
      buffer[offset] ^= (byte) mask;
      mask = 0;
    }
    return count;
  }
}
