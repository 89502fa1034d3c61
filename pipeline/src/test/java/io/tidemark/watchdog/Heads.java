package io.tidemark.watchdog;

import io.tidemark.publish.Totals;
import java.time.Instant;
import java.util.Set;

/** Makes heads of snapshot logs, written by run-1. */
final class Heads {
  private static final String RUN = "run-1";

  private Heads() {}

  /** The same, written by another run. */
  static Head by(String writer, Head head) {
    return new Head(head.version(), writer, head.progress());
  }

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
    return new Head(version, RUN, new Head.Committed(null, null, Set.of(), Totals.ZERO, 0, 0, run));
  }

  private static Head head(
      long version, long objects, Instant watermark, Instant floor, Set<String> counted) {
    Totals totals = new Totals(objects, objects, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return new Head(
        version, RUN, new Head.Committed(watermark, floor, counted, totals, 0, 0, null));
  }
}
