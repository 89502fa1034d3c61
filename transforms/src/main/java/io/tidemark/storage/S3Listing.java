package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One listing of a bucket. It is one request unless the server cuts its page short, which the
 * protocol allows it to.
 *
 * <p>Polling relies on the order: a server that sorts otherwise (S3 directory buckets do not sort
 * at all) would make it miss objects, so each key is compared with the one before it.
 */
final class S3Listing {
  private final String attempt;
  private final String root;
  private final String prefix;
  private final int limit;
  private final ListObjectsV2Request first;
  private final List<StoredObject> found = new ArrayList<>();
  private String last;

  /**
   * Describes a listing.
   *
   * @param root key prefix of the store in its bucket; empty, or ends in a slash
   * @param prefix below the root
   * @param after below the root, or empty
   */
  S3Listing(String attempt, String bucket, String root, String prefix, String after, int limit) {
    this.attempt = attempt;
    this.root = root;
    this.prefix = prefix;
    this.limit = limit;
    this.last = after;
    this.first =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(root + prefix)
            .startAfter(after.isEmpty() ? null : root + after)
            .maxKeys(limit)
            // XML cannot carry every character a key can have.
            .encodingType(EncodingType.URL)
            .overrideConfiguration(S3Requests.within(0))
            .build();
  }

  List<StoredObject> run(S3Client client) throws StoreException {
    ListObjectsV2Response page = client.listObjectsV2(first);
    add(page);
    while (Boolean.TRUE.equals(page.isTruncated()) && found.size() < limit) {
      page =
          client.listObjectsV2(
              first.toBuilder()
                  .startAfter(null)
                  .continuationToken(page.nextContinuationToken())
                  .maxKeys(limit - found.size())
                  .build());
      add(page);
    }
    return found;
  }

  private void add(ListObjectsV2Response page) throws StoreException {
    for (S3Object object : page.contents()) {
      if (object.key().equals(root)) {
        // The marker that consoles create for an empty folder: it is the root, not in it.
        continue;
      }
      if (!object.key().startsWith(root + prefix)) {
        throw refused("'" + object.key() + "', which does not start with the prefix asked for");
      }
      String key = object.key().substring(root.length());
      requireAscending(key);
      found.add(
          new StoredObject(
              key, S3Requests.unquoted(object.eTag()), object.size(), object.lastModified()));
    }
  }

  private void requireAscending(String key) throws StoreException {
    if (Keys.compare(key, last) <= 0) {
      throw refused(
          "'"
              + key
              + "' after '"
              + last
              + "', but keys must come in the order of their UTF-8 bytes; use another server, or"
              + " keys without characters beyond U+FFFF");
    }
    last = key;
  }

  private StoreException refused(String returned) {
    return S3Failures.failure(Kind.REFUSED, attempt, "the server returned " + returned, null);
  }
}
