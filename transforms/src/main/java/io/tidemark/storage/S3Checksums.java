package io.tidemark.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What ETags tell of the bytes of objects. That of an object uploaded by one request is the MD5 of
 * its bytes, unless it is encrypted with a key of the customer's or of KMS.
 *
 * <p>Source: "ETag" in the API reference of Amazon S3, data type Object.
 */
final class S3Checksums {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  /** Set when the server gave an ETag that looks like an MD5 and is none. */
  private volatile boolean opaque;

  /** The MD5 that the whole object of an answer must have, or null when it tells none. */
  @Nullable String of(GetObjectResponse answer) {
    return md5(answer.eTag(), answer.serverSideEncryption(), answer.sseCustomerAlgorithm());
  }

  /** The MD5 of what was stored, or null when the answer tells none. */
  @Nullable String of(PutObjectResponse answer) {
    return md5(answer.eTag(), answer.serverSideEncryption(), answer.sseCustomerAlgorithm());
  }

  private @Nullable String md5(
      @Nullable String etag, @Nullable ServerSideEncryption encryption, @Nullable String key) {
    boolean plain = encryption == null || encryption == ServerSideEncryption.AES256;
    String value = S3Requests.unquoted(etag);
    return !opaque && plain && key == null && MD5.matcher(value).matches() ? value : null;
  }

  /** From now on no ETag of this server is taken for an MD5. */
  void distrust() {
    opaque = true;
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }
}
