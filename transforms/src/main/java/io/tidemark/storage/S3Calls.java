package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Single requests to one bucket, retried by the SDK, with every failure put into our words. */
final class S3Calls {
  private final S3Client client;
  private final String bucket;
  private final S3Failures failures;

  /** Whether a request about the bucket ever succeeded, so that it is known to be there. */
  private volatile boolean bucketSeen;

  S3Calls(S3Client client, String bucket, String endpoint) {
    this.client = client;
    this.bucket = bucket;
    this.failures = new S3Failures(bucket, endpoint);
  }

  List<StoredObject> list(String attempt, S3Listing listing) throws StoreException {
    return run(attempt, () -> listing.run(client));
  }

  HeadObjectResponse head(String attempt, String path) throws StoreException {
    return run(attempt, () -> client.headObject(S3Requests.head(bucket, path)));
  }

  ResponseInputStream<GetObjectResponse> get(String attempt, String path) throws StoreException {
    return get(attempt, S3Requests.get(bucket, path).build());
  }

  /** Part of one version of an object: exactly the bytes asked for. */
  ResponseInputStream<GetObjectResponse> get(
      String attempt, String path, String etag, long from, long to) throws StoreException {
    ResponseInputStream<GetObjectResponse> body =
        get(
            attempt,
            S3Requests.get(bucket, path)
                .ifMatch('"' + etag + '"')
                .range("bytes=" + from + "-" + (to - 1))
                .build());
    long length = body.response().contentLength();
    if (length != to - from) {
      body.abort();
      String came = "bytes " + from + " to " + to + " were asked for, " + length + " came; ";
      throw S3Failures.failure(
          Kind.REFUSED,
          attempt,
          came + "the object is shorter, or the server ignores ranges",
          null);
    }
    return body;
  }

  PutObjectResponse put(String attempt, PutObjectRequest request, byte[] body)
      throws StoreException {
    RequestBody content =
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(body), body.length, "application/octet-stream");
    return run(attempt, () -> client.putObject(request, content));
  }

  void delete(String attempt, String path) throws StoreException {
    run(attempt, () -> client.deleteObject(S3Requests.delete(bucket, path)));
  }

  /**
   * A missing bucket and a missing key look alike to requests whose answer has no body. A bucket
   * one may not look at is there: permission to list may be given for some prefixes only.
   */
  void requireBucket(String attempt) throws StoreException {
    if (bucketSeen) {
      return;
    }
    try {
      run(attempt, () -> client.headBucket(S3Requests.headBucket(bucket)));
    } catch (StoreException e) {
      if (e.kind() != Kind.DENIED) {
        throw e.kind() == Kind.NOT_FOUND ? failures.noBucket(attempt, e) : e;
      }
      bucketSeen = true;
    }
  }

  private ResponseInputStream<GetObjectResponse> get(String attempt, GetObjectRequest request)
      throws StoreException {
    return run(attempt, () -> client.getObject(request));
  }

  private interface Call<T> {
    T run() throws StoreException;
  }

  private <T> T run(String attempt, Call<T> call) throws StoreException {
    try {
      T result = call.run();
      bucketSeen = true;
      return result;
    } catch (SdkException e) {
      throw failures.of(attempt, e);
    }
  }
}
