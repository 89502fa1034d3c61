package io.tidemark.changes;

import java.util.Comparator;

/**
 * Decides which of two changes of one document is the newer: the greater version, then the greater
 * position, then the greater hash. A total order up to equal content, so the newest of a set of
 * changes does not depend on the order they are looked at.
 *
 * @param version from the record; without a version field the start of its partition in epoch
 *     milliseconds
 * @param position zero when records have versions; else the place of the record in its object
 * @param hash of the operation and the mapped fields
 */
public record Rank(long version, long position, long hash) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparingLong(Rank::version)
          .thenComparingLong(Rank::position)
          .thenComparingLong(Rank::hash);

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
