package io.tidemark.testdata;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A valid record, read back from a generated file.
 *
 * @param id never empty
 * @param delete or else an upsert
 * @param version a long
 * @param eventTime the epoch when the record has none: a reader does not ask for it
 * @param description empty when the record has none
 */
record DeliveredRecord(
    String id, boolean delete, long version, Instant eventTime, String description) {

  /** Unless something is missing or of the wrong type. */
  static Optional<DeliveredRecord> of(Map<String, Object> fields) {
    boolean upsert = "upsert".equals(fields.get("op"));
    boolean delete = "delete".equals(fields.get("op"));
    if ((upsert || delete)
        && fields.get("id") instanceof String id
        && fields.get("version") instanceof Long version
        && fields.getOrDefault("event_time", "1970-01-01T00:00:00Z") instanceof String time
        && fields.getOrDefault("description", "") instanceof String description) {
      return Optional.of(
          new DeliveredRecord(id, delete, version, Instant.parse(time), description));
    }
    return Optional.empty();
  }
}
