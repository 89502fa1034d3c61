package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A bucket, or the part of it below a key prefix, of AWS S3 or a server that speaks its protocol.
 *
 * <p>Put-if-absent is {@code PutObject} with {@code If-None-Match: *}. It is the only conditional
 * write used: it is atomic on AWS, radosgw and S3Proxy alike, which cannot be said of {@code
 * If-Match} or of conditions on multipart uploads. A server that ignores the header would let two
 * writers overwrite each other; {@code ObjectStoreContract} tells whether one does.
 *
 * <p>Objects are written by one request each, so at most 5 GiB. The SDK tries a request up to six
 * times, or {@code AWS_MAX_ATTEMPTS} times, with jittered waits, and so is done with what is tried
 * again here ({@link Pause}), as a body that breaks off ({@link S3Range}). What is read whole, and
 * what is written, is compared with its ETag where that is an MD5.
 */
final class S3ObjectStore implements ObjectStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

  /** How often one call starts anew because the object changed, or was garbled, on the way. */
  private static final int ATTEMPTS = 5;

  private final String uri;
  private final String bucket;
  private final String prefix;
  private final S3Clients.Lease lease;
  private final Pause pause;
  private final S3Calls calls;
  private final S3Checksums checksums = new S3Checksums();

  /** Whether it was told that the server lists objects without an ETag. */
  private volatile boolean unnamed;

  S3ObjectStore(String uri, String bucket, String prefix, S3Clients.Lease lease, Pause pause) {
    this.uri = uri;
    this.bucket = bucket;
    this.prefix = prefix;
    this.lease = lease;
    this.pause = pause;
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
    List<StoredObject> found =
        calls.list(attempt, new S3Listing(attempt, bucket, prefix, keys, after, limit));
    return found.stream().allMatch(object -> object.etag().length() > 0) ? found : named(found);
  }

  /**
   * Some servers list files that were copied into their folders without an ETag, and compute it.
   */
  private List<StoredObject> named(List<StoredObject> found) throws StoreException {
    List<StoredObject> named = new ArrayList<>();
    for (StoredObject object : found) {
      if (object.etag().isEmpty()) {
        if (!unnamed) {
          unnamed = true;
          LOG.warn(
              "'{}' in {} is listed without an ETag, and perhaps others: each costs one more request"
                  + " a listing. Write objects through the server's S3 interface instead.",
              object.key(),
              uri);
        }
        head(object.key()).ifPresent(named::add);
      } else {
        named.add(object);
      }
    }
    return named;
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    Keys.check("look at", uri, key);
    String attempt = "look at '" + key + "' in " + uri;
    try {
      HeadObjectResponse found = calls.head(attempt, prefix + key);
      String etag = S3Requests.unquoted(found.eTag());
      if (etag.isEmpty()) {
        throw S3Failures.failure(
            Kind.REFUSED,
            attempt,
            "the server gives it no ETag, so another object under its key could not be told from"
                + " it; write it anew through the server's S3 interface, or use another server",
            null);
      }
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
      S3Range range = whole(key, attempt, body);
      try (range) {
        byte[] bytes = new byte[Math.toIntExact(body.response().contentLength())];
        range.readNBytes(bytes, 0, bytes.length);
        return bytes;
      } catch (StoreException e) {
        // Replaced while the connection was broken: the new version is as good an answer. Garbled
        // on its way: the next answer may not be.
        if (i == ATTEMPTS || (e.kind() != Kind.CHANGED && !range.garbled())) {
          throw e;
        }
      } catch (IOException e) {
        throw S3Failures.failure(Kind.UNREACHABLE, attempt, String.valueOf(e.getMessage()), e);
      }
      pause.after(i);
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
    ResponseInputStream<GetObjectResponse> body = source.from(from);
    S3Range range = new S3Range(attempt, body, from, to, source, pause);
    String covered = body.response().contentRange();
    boolean whole = from == 0 && covered != null && covered.endsWith("/" + to);
    return whole ? range.expecting(checksums.of(body.response())) : range;
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    Keys.check("write", uri, key);
    String attempt = "write '" + key + "' in " + uri;
    for (int i = 1; ; i++) {
      PutObjectResponse stored =
          calls.put(attempt, S3Requests.put(bucket, prefix + key, body).build(), body);
      if (holds(stored, attempt, key, body)) {
        return;
      }
      if (i == ATTEMPTS) {
        throw S3Failures.failure(
            Kind.UNREACHABLE, attempt, "the server keeps storing other bytes than were sent", null);
      }
      pause.after(i);
    }
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
        throw S3Failures.undecided(attempt, failed);
      }
      pause.after(i);
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
      throw S3Failures.undecided("write '" + key + "' in " + uri, failed);
    }
  }

  /** The whole object of an answer that has begun. */
  private S3Range whole(String key, String attempt, ResponseInputStream<GetObjectResponse> body)
      throws StoreException {
    long size = body.response().contentLength();
    if (size > Integer.MAX_VALUE - 8) {
      body.abort();
      throw Keys.refused("read", uri, key, "names more than 2 GiB; open it in ranges");
    }
    String etag = S3Requests.unquoted(body.response().eTag());
    S3Range.Source rest = position -> calls.get(attempt, prefix + key, etag, position, size);
    return new S3Range(attempt, body, 0, size, rest, pause)
        .expecting(checksums.of(body.response()));
  }

  /**
   * Whether the server stored what was sent. It refuses other bytes by Content-MD5, so when its
   * ETag is another MD5, either it did not look, or its ETags are none: reading back decides, once.
   */
  private boolean holds(PutObjectResponse stored, String attempt, String key, byte[] body)
      throws StoreException {
    String md5 = checksums.of(stored);
    if (md5 == null || md5.equals(S3Checksums.hex(body))) {
      return true;
    }
    ResponseInputStream<GetObjectResponse> there = calls.get(attempt, prefix + key);
    try (there) {
      if (Arrays.equals(there.readAllBytes(), body)) {
        checksums.distrust();
        return true;
      }
      return !md5.equals(S3Requests.unquoted(there.response().eTag())); // Replaced since.
    } catch (IOException e) {
      throw S3Failures.failure(Kind.UNKNOWN, attempt, "it could not be read back", e);
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
