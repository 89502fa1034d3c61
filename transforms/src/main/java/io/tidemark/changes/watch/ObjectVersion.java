package io.tidemark.changes.watch;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One version of one object. An object that is overwritten has a new version.
 *
 * @param key relative to the input
 * @param etag of the version
 */
public record ObjectVersion(String key, String etag)
    implements Comparable<ObjectVersion>, Serializable {
  private static final Comparator<ObjectVersion> ORDER =
      Comparator.comparing(ObjectVersion::key).thenComparing(ObjectVersion::etag);

  @Override
  public int compareTo(ObjectVersion other) {
    return ORDER.compare(this, other);
  }
}
