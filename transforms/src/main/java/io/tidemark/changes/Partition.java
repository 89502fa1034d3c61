package io.tidemark.changes;

import java.io.Serializable;
import java.time.Instant;

/**
 * One time slice of the input, one directory.
 *
 * @param start first instant covered
 * @param end first instant no longer covered; start + period
 */
public record Partition(Instant start, Instant end) implements Serializable {
  public Partition {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "Partition must end after it starts: " + start + " " + end);
    }
  }
}
