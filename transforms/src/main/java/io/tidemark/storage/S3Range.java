package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of one version of an object up to a fixed end, over as many connections as it takes.
 *
 * <p>The SDK retries a request until its answer begins, but not once the body flows; and a body
 * that ends early without an error it passes on as if it were whole. Here both are noticed, by
 * counting, and the rest is asked for again.
 */
final class S3Range extends InputStream {
  /** Connections in a row that may break before a single byte came. */
  private static final int FRUITLESS = 5;

  /** Asks for the bytes of the same version from a position to the end of the range. */
  interface Source {
    ResponseInputStream<GetObjectResponse> from(long position) throws StoreException;
  }

  private final Source source;
  private final Pause pause;
  private final String attempt;
  private final long end;
  private long position;
  private int fruitless;
  private @Nullable MessageDigest digest;
  private @Nullable String md5;
  private boolean garbled;
  private @Nullable ResponseInputStream<GetObjectResponse> in;

  /**
   * Wraps a body that has begun.
   *
   * @param attempt for messages: "read 'a/b' in s3://ads/in"
   * @param in the bytes from {@code position} on
   * @param pause before the rest is asked for again, when no byte has come since it was last
   */
  S3Range(
      String attempt,
      ResponseInputStream<GetObjectResponse> in,
      long position,
      long end,
      Source source,
      Pause pause) {
    this.attempt = attempt;
    this.in = in;
    this.position = position;
    this.end = end;
    this.source = source;
    this.pause = pause;
  }

  /** The bytes from here to the end are a whole object of this MD5. */
  S3Range expecting(@Nullable String expected) {
    md5 = expected;
    digest = expected == null ? null : S3Checksums.digest();
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position == end || length == 0) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      Exception broken = null;
      try {
        int count = body().read(buffer, offset, (int) Math.min(length, end - position));
        if (count > 0) {
          position += count;
          fruitless = 0;
          check(buffer, offset, count);
          return count;
        }
      } catch (StoreException e) {
        throw e;
      } catch (IOException | SdkException e) {
        broken = e;
      }
      abandon();
      fruitless++;
      if (fruitless > FRUITLESS || Thread.currentThread().isInterrupted()) {
        throw S3Failures.failure(
            Kind.UNREACHABLE,
            attempt,
            "the connection broke at byte " + position + " of " + end + ", again and again",
            broken);
      }
      if (fruitless > 1) {
        pause.after(fruitless - 1);
      }
    }
  }

  /** The last bytes of an object are withheld when it is not the one its ETag names. */
  private void check(byte[] buffer, int offset, int count) throws StoreException {
    if (digest == null) {
      return;
    }
    digest.update(buffer, offset, count);
    if (position < end) {
      return;
    }
    String came = HexFormat.of().formatHex(digest.digest());
    if (!came.equals(md5)) {
      garbled = true;
      abandon();
      throw S3Failures.failure(
          Kind.UNREACHABLE,
          attempt,
          "other bytes came than were stored: their MD5 is "
              + came
              + ", the ETag is "
              + md5
              + ". Try again; when it stays so, the object or the way to it is damaged",
          null);
    }
  }

  /** Whether it failed because other bytes came than the object has. */
  boolean garbled() {
    return garbled;
  }

  /** Gives the connection back when the body was read whole, else drops it: draining costs more. */
  @Override
  public void close() throws IOException {
    if (in != null && position == end) {
      in.close();
      in = null;
    }
    abandon();
  }

  private ResponseInputStream<GetObjectResponse> body() throws StoreException {
    if (in == null) {
      in = source.from(position);
    }
    return in;
  }

  private void abandon() {
    if (in != null) {
      in.abort();
      in = null;
    }
  }
}
