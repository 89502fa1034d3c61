package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what a server's and the SDK's refusals mean to a caller of the store. */
final class S3Failures {
  private static final Set<String> CREDENTIALS =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestTimeTooSkewed");

  private static final String CREDENTIALS_ADVICE =
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or pass"
          + " --awsCredentialsProvider";

  private final String bucket;
  private final String endpoint;

  S3Failures(String bucket, String endpoint) {
    this.bucket = bucket;
    this.endpoint = endpoint;
  }

  /**
   * The failure of an attempt, after all retries.
   *
   * @param attempt what was tried, on what: "read 'a/b' in s3://ads/in"
   */
  StoreException of(String attempt, SdkException e) {
    return e instanceof S3Exception answer ? answered(attempt, answer) : unanswered(attempt, e);
  }

  StoreException noBucket(String attempt, @Nullable Throwable cause) {
    return failure(
        Kind.NOT_FOUND,
        attempt,
        "there is no bucket '" + bucket + "' at " + endpoint + "; create it, or mend the URI",
        cause);
  }

  static StoreException failure(
      Kind kind, String attempt, String reason, @Nullable Throwable cause) {
    return new StoreException(kind, "Cannot " + attempt + ": " + reason, cause);
  }

  /** What became of a write that failed: a refusal decides it, silence leaves it open. */
  static StoreException undecided(String attempt, StoreException failed) {
    return switch (failed.kind()) {
      case UNREACHABLE, CHANGED ->
          failure(
              Kind.UNKNOWN,
              attempt,
              "it may or may not have been applied; read the object before anything else. "
                  + failed.getMessage(),
              failed);
      default -> failed;
    };
  }

  /**
   * Whether a request with this answer may succeed another time: the server, or a proxy before it
   * (they have numbers of their own), could not do it now. 501 says that it never can.
   */
  static boolean passing(int status) {
    return (status >= 500 && status != 501) || status == 408 || status == 425 || status == 429;
  }

  private StoreException answered(String attempt, S3Exception e) {
    String code = code(e);
    if (code.equals("NoSuchBucket")) {
      return noBucket(attempt, e);
    }
    if (CREDENTIALS.contains(code) || e.statusCode() == 401) {
      return denied(attempt, code, e);
    }
    if (passing(e.statusCode())) {
      return failure(Kind.UNREACHABLE, attempt, endpoint + " kept answering " + answer(e), e);
    }
    return switch (e.statusCode()) {
      case 404 -> failure(Kind.NOT_FOUND, attempt, "there is no such object", e);
      case 403 -> denied(attempt, code, e);
      case 409, 412 -> failure(Kind.CHANGED, attempt, "the object is another one by now", e);
      case 301, 307 ->
          failure(
              Kind.REFUSED,
              attempt,
              "bucket '" + bucket + "' is in another region; pass its own with --awsRegion",
              e);
      default -> failure(Kind.REFUSED, attempt, endpoint + " answered " + answer(e), e);
    };
  }

  private StoreException denied(String attempt, String code, S3Exception e) {
    return failure(
        Kind.DENIED,
        attempt,
        endpoint
            + " refused the credentials or lacks a permission for them ("
            + (code.isEmpty() ? "status " + e.statusCode() : code)
            + "). "
            + CREDENTIALS_ADVICE
            + "; the permissions needed are s3:ListBucket, s3:GetObject, s3:PutObject and"
            + " s3:DeleteObject",
        e);
  }

  private StoreException unanswered(String attempt, SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("load credentials") || message.contains("credentials from")) {
      return failure(
          Kind.DENIED, attempt, "no AWS credentials were found. " + CREDENTIALS_ADVICE, e);
    }
    if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return failure(Kind.UNREACHABLE, attempt, "the thread was interrupted", e);
    }
    return failure(
        Kind.UNREACHABLE,
        attempt,
        "no answer from " + endpoint + " (" + message + "); check --endpoint and the network",
        e);
  }

  private static String answer(S3Exception e) {
    return "status " + e.statusCode() + " (" + e.getMessage() + ")";
  }

  private static String code(S3Exception e) {
    if (e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null) {
      return "";
    }
    return e.awsErrorDetails().errorCode();
  }
}
