package io.tidemark.publish;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that were passed over to catch up: of each that ends after {@code from} and at or
 * before {@code to}, whatever is not committed is owed.
 *
 * @param from first instant concerned
 * @param to first instant no longer concerned; a partition boundary
 * @param objects still owed; null until they are counted
 * @param bytes of these; null until they are counted
 */
public record Debt(Instant from, Instant to, @Nullable Long objects, @Nullable Long bytes) {
  /** Whether it is known how much is owed. */
  public boolean counted() {
    return objects != null;
  }

  /** The objects still owed, as far as they are counted. */
  public long objectsKnown() {
    return objects == null ? 0 : objects;
  }

  /** Their bytes. */
  public long bytesKnown() {
    return bytes == null ? 0 : bytes;
  }

  /** How many partitions of that length it concerns, with objects or without. */
  public long partitions(Duration period) {
    long millis = Duration.between(from, to).toMillis();
    return -Math.floorDiv(-millis, period.toMillis()); // Rounded up.
  }

  Debt between(Instant start, Instant end) {
    return new Debt(start, end, objects, bytes);
  }
}
