package io.tidemark.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * One object as a listing or a head request shows it.
 *
 * @param key its key relative to the root of the {@link ObjectStore} it was read from
 * @param etag names these bytes: another etag under the same key means other bytes. Opaque, without
 *     quotes
 * @param size bytes
 * @param lastModified when the store says it was written; the store's clock, so good for people and
 *     for nothing else
 */
public record StoredObject(String key, String etag, long size, Instant lastModified) {
  public StoredObject {
    Objects.requireNonNull(key);
    Objects.requireNonNull(etag);
    Objects.requireNonNull(lastModified);
  }
}
