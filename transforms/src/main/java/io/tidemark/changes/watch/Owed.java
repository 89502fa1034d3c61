package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import java.io.Serializable;
import java.time.Instant;

/**
 * Partitions that were passed over to catch up: of each that ends after {@code from} and at or
 * before {@code to}, whatever is not committed is owed.
 *
 * @param from first instant concerned
 * @param to first instant no longer concerned; a partition boundary
 * @param stage how far it is
 */
public record Owed(Instant from, Instant to, Stage stage) implements Serializable {
  /** How far a debt is. */
  public enum Stage {
    /** Nobody has looked how much it is. */
    FOUND,
    /** This watch has, and told it; whether that is committed is not known. */
    TOLD,
    /** How much it is, is on record: it can be worked off. */
    COUNTED
  }

  public Owed {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("A debt must end after it starts: " + from + " " + to);
    }
  }

  /** Whether it concerns a partition. */
  boolean holds(Partition partition) {
    return from.isBefore(partition.end()) && !partition.end().isAfter(to);
  }

  boolean overlaps(Instant start, Instant end) {
    return from.isBefore(end) && start.isBefore(to);
  }

  Owed at(Stage other) {
    return new Owed(from, to, other);
  }
}
