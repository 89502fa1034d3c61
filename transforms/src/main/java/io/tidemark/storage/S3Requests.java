package io.tidemark.storage;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The requests a store sends, each with the time one attempt of it may take. */
final class S3Requests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A body slower than this, in bytes a second, is taken for stalled. */
  private static final long SLOWEST = 1 << 20;

  private S3Requests() {}

  static HeadObjectRequest head(String bucket, String key) {
    return HeadObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .overrideConfiguration(within(0))
        .build();
  }

  static HeadBucketRequest headBucket(String bucket) {
    return HeadBucketRequest.builder().bucket(bucket).overrideConfiguration(within(0)).build();
  }

  static GetObjectRequest.Builder get(String bucket, String key) {
    return GetObjectRequest.builder().bucket(bucket).key(key).overrideConfiguration(within(0));
  }

  static DeleteObjectRequest delete(String bucket, String key) {
    return DeleteObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .overrideConfiguration(within(0))
        .build();
  }

  /** An upload that the server refuses when other bytes than these arrive. */
  static PutObjectRequest.Builder put(String bucket, String key, byte[] body) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .contentLength((long) body.length)
        .contentMD5(md5(body))
        .overrideConfiguration(within(body.length));
  }

  /** Time for one attempt that sends so many bytes; the body of an answer is not counted in it. */
  static AwsRequestOverrideConfiguration within(long bytes) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(PATIENCE.plusSeconds(bytes / SLOWEST))
        .build();
  }

  /** An ETag as we keep it; empty when the server gave none. */
  static String unquoted(@Nullable String etag) {
    if (etag == null) {
      return "";
    }
    return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  private static String md5(byte[] body) {
    return Base64.getEncoder().encodeToString(S3Checksums.digest().digest(body));
  }
}
