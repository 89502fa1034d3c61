package io.tidemark.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a store is, as its rights are written: a bucket and a prefix, or a folder.
 *
 * @param bucket empty for a folder
 * @param path the prefix in the bucket, without slashes at its ends; or the folder
 * @param partition of AWS: {@code aws}, {@code aws-cn}, ...
 */
record Place(String bucket, String path, String partition) {
  private static final Pattern S3 = Pattern.compile("s3://([^/]+)/*(.*?)/*", Pattern.DOTALL);

  static Place of(String uri, String partition) {
    Matcher parts = S3.matcher(uri);
    return parts.matches()
        ? new Place(parts.group(1), parts.group(2), partition)
        : new Place("", uri, partition);
  }

  boolean inS3() {
    return !bucket.isEmpty();
  }

  /** What the objects are called in a policy. */
  String objects() {
    return bucketName() + (path.isEmpty() ? "/*" : "/" + path + "/*");
  }

  /** What the one object is called in a policy that is at this path. */
  String object() {
    return bucketName() + "/" + path;
  }

  /** A folder in it. */
  Place in(String folder) {
    return new Place(bucket, path.isEmpty() ? folder : path + "/" + folder, partition);
  }

  /** What the bucket is called in a policy. */
  String bucketName() {
    return "arn:" + partition + ":s3:::" + bucket;
  }

  /** A right as the owner of the place would grant it. */
  String right(Right right) {
    if (!inS3()) {
      return right.inFolders() + " " + path;
    }
    if (right != Right.LIST) {
      return right.action() + " on " + objects();
    }
    String prefix = path.isEmpty() ? "" : " for the prefix " + path + "/";
    return right.action() + " on " + bucketName() + prefix;
  }
}
