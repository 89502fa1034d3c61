package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A bucket, or the part of it below a key prefix, of AWS S3 or a server that speaks its protocol.
 *
 * <p>Put-if-absent is {@code PutObject} with {@code If-None-Match: *}. It is the only conditional
 * write used: it is atomic on AWS, radosgw and S3Proxy alike, which cannot be said of {@code
 * If-Match} or of conditions on multipart uploads. A server that ignores the header would let two
 * writers overwrite each other; {@code ObjectStoreContract} tells whether one does.
 *
 * <p>Objects are written by one request each, so at most 5 GiB. The SDK tries a request up to six
 * times, or {@code AWS_MAX_ATTEMPTS} times, with jittered waits; a body that breaks off is resumed
 * ({@link S3Range}).
 */
final class S3ObjectStore implements ObjectStore {
  /** How often one call starts anew because the object changed in the middle of it. */
  private static final int ATTEMPTS = 5;

  private final String uri;
  private final String bucket;
  private final String prefix;
  private final S3Clients.Lease lease;
  private final S3Calls calls;

  S3ObjectStore(String uri, String bucket, String prefix, S3Clients.Lease lease) {
    this.uri = uri;
    this.bucket = bucket;
    this.prefix = prefix;
    this.lease = lease;
    this.calls = new S3Calls(lease.client(), bucket, lease.endpoint());
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public List<StoredObject> list(String keys, String after, int limit) throws StoreException {
    Keys.checkLimit(limit);
    String attempt = "list '" + keys + "' in " + uri;
    return calls.list(attempt, new S3Listing(attempt, bucket, prefix, keys, after, limit));
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    Keys.check("look at", uri, key);
    String attempt = "look at '" + key + "' in " + uri;
    try {
      HeadObjectResponse found = calls.head(attempt, prefix + key);
      String etag = S3Requests.unquoted(found.eTag());
      return Optional.of(new StoredObject(key, etag, found.contentLength(), found.lastModified()));
    } catch (StoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      calls.requireBucket(attempt);
      return Optional.empty();
    }
  }

  @Override
  public byte[] get(String key) throws StoreException {
    Keys.check("read", uri, key);
    String attempt = "read '" + key + "' in " + uri;
    for (int i = 1; ; i++) {
      ResponseInputStream<GetObjectResponse> body = calls.get(attempt, prefix + key);
      try {
        return readWhole(key, attempt, body);
      } catch (StoreException e) {
        // Replaced while the connection was broken: the new version is as good an answer.
        if (e.kind() != Kind.CHANGED || i == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    Keys.check("read", uri, key);
    String attempt = "read '" + key + "' in " + uri;
    Keys.checkRange("'" + key + "' in " + uri, from, to, Long.MAX_VALUE);
    if (from == to) {
      requireEtag(attempt, key, etag, to);
      return InputStream.nullInputStream();
    }
    S3Range.Source source = position -> calls.get(attempt, prefix + key, etag, position, to);
    return new S3Range(attempt, source.from(from), from, to, source);
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    Keys.check("write", uri, key);
    String attempt = "write '" + key + "' in " + uri;
    calls.put(attempt, S3Requests.put(bucket, prefix + key, body).build(), body);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) throws StoreException {
    Keys.check("write", uri, key);
    String attempt = "write '" + key + "' in " + uri;
    PutObjectRequest request =
        S3Requests.put(bucket, prefix + key, body)
            .overrideConfiguration(
                S3Requests.within(body.length).toBuilder().putHeader("If-None-Match", "*").build())
            .build();
    for (int i = 1; ; i++) {
      StoreException failed;
      try {
        calls.put(attempt, request, body);
        return true;
      } catch (StoreException e) {
        failed = e;
      }
      // Refused because the key is taken, perhaps by ourselves: a retry after a lost answer meets
      // the object that the first try wrote.
      Optional<byte[]> there = readBack(key, failed);
      if (there.isPresent()) {
        return Arrays.equals(there.get(), body);
      }
      if (failed.kind() != Kind.CHANGED || i == ATTEMPTS) {
        throw undecided(attempt, failed);
      }
    }
  }

  @Override
  public void delete(String key) throws StoreException {
    Keys.check("delete", uri, key);
    String attempt = "delete '" + key + "' in " + uri;
    try {
      calls.delete(attempt, prefix + key);
    } catch (StoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      // AWS answers 204 for an absent key, some servers 404.
      calls.requireBucket(attempt);
    }
  }

  @Override
  public void close() {
    lease.close();
  }

  private Optional<byte[]> readBack(String key, StoreException failed) throws StoreException {
    try {
      return Optional.of(get(key));
    } catch (StoreException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      failed.addSuppressed(e);
      throw undecided("write '" + key + "' in " + uri, failed);
    }
  }

  /** A refusal decides the outcome; silence leaves it open. */
  private static StoreException undecided(String attempt, StoreException failed) {
    return switch (failed.kind()) {
      case UNREACHABLE, CHANGED ->
          S3Failures.failure(
              Kind.UNKNOWN,
              attempt,
              "it may or may not have been applied; read the object before anything else. "
                  + failed.getMessage(),
              failed);
      default -> failed;
    };
  }

  private byte[] readWhole(String key, String attempt, ResponseInputStream<GetObjectResponse> body)
      throws StoreException {
    long size = body.response().contentLength();
    if (size > Integer.MAX_VALUE - 8) {
      body.abort();
      throw Keys.refused("read", uri, key, "names more than 2 GiB; open it in ranges");
    }
    String etag = S3Requests.unquoted(body.response().eTag());
    S3Range.Source rest = position -> calls.get(attempt, prefix + key, etag, position, size);
    byte[] bytes = new byte[(int) size];
    try (S3Range range = new S3Range(attempt, body, 0, size, rest)) {
      range.readNBytes(bytes, 0, bytes.length);
      return bytes;
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw S3Failures.failure(Kind.UNREACHABLE, attempt, String.valueOf(e.getMessage()), e);
    }
  }

  private void requireEtag(String attempt, String key, String etag, long to) throws StoreException {
    Optional<StoredObject> found = head(key);
    if (found.isEmpty()) {
      throw S3Failures.failure(Kind.NOT_FOUND, attempt, "there is no such object", null);
    }
    if (!found.get().etag().equals(etag)) {
      throw S3Failures.failure(
          Kind.CHANGED, attempt, "its etag is " + found.get().etag() + " by now", null);
    }
    Keys.checkRange("'" + key + "' in " + uri, to, to, found.get().size());
  }
}
