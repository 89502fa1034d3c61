package io.tidemark.changes;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a closing says of partitions that were passed over to catch up.
 *
 * @param kind of change
 * @param from first instant concerned
 * @param to first instant no longer concerned; a partition boundary. A partition is meant when it
 *     ends after {@code from} and at or before this
 * @param objects owed in it, of {@link Kind#COUNTED}; else 0
 * @param bytes of them
 * @param known object versions of these partitions that were known to be committed when they were
 *     counted; else 0
 */
public record DebtChange(Kind kind, Instant from, Instant to, long objects, long bytes, long known)
    implements Serializable {
  /** What happens to the debt. */
  public enum Kind {
    /** The partitions were passed over: whatever of them is not committed is owed. */
    OWED,
    /** What is owed of them was counted. */
    COUNTED,
    /** Nothing was found to be owed of them: none is, unless another counted some meanwhile. */
    EMPTY,
    /** Nothing of them is owed any more. */
    SETTLED
  }

  public DebtChange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("A debt must end after it starts: " + from + " " + to);
    }
  }

  /** The partitions were passed over. */
  public static DebtChange owed(Instant from, Instant to) {
    return new DebtChange(Kind.OWED, from, to, 0, 0, 0);
  }

  /** What is owed of the partitions was counted. */
  public static DebtChange counted(Instant from, Instant to, long objects, long bytes, long known) {
    return new DebtChange(Kind.COUNTED, from, to, objects, bytes, known);
  }

  /** Nothing was found to be owed of the partitions. */
  public static DebtChange empty(Instant from, Instant to) {
    return new DebtChange(Kind.EMPTY, from, to, 0, 0, 0);
  }

  /** Nothing of the partitions is owed any more. */
  public static DebtChange settled(Instant from, Instant to) {
    return new DebtChange(Kind.SETTLED, from, to, 0, 0, 0);
  }
}
