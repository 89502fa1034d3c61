package io.tidemark.watchdog;

import io.tidemark.publish.Totals;
import java.time.Instant;
import java.util.Set;

/** Makes heads of snapshot logs. */
final class Heads {
  private Heads() {}

  /** A head with so many objects committed. */
  static Head of(long version, long objects) {
    return head(version, objects, null, null, Set.of());
  }

  static Head counting(long version, String... closings) {
    return head(version, version, null, null, Set.of(closings));
  }

  static Head at(long version, String watermark, String floor) {
    return head(version, version, Instant.parse(watermark), Instant.parse(floor), Set.of());
  }

  /** A head in which a run has stopped. */
  static Head stopped(long version, String run) {
    return new Head(version, new Head.Committed(null, null, Set.of(), Totals.ZERO, 0, 0, run));
  }

  private static Head head(
      long version, long objects, Instant watermark, Instant floor, Set<String> counted) {
    Totals totals = new Totals(objects, objects, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return new Head(version, new Head.Committed(watermark, floor, counted, totals, 0, 0, null));
  }
}
