package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import java.time.Instant;

/**
 * Late objects that are published together.
 *
 * @param at the millisecond of event time they share
 * @param evidence of them
 */
record LateGroup(Instant at, Evidence evidence) {

  /** With another object. */
  LateGroup found(Instant now, long elapsed) {
    return new LateGroup(at, evidence.found(now, elapsed));
  }

  /** The slice of event time it fills. */
  Partition slice() {
    return new Partition(at, at.plusMillis(1));
  }
}
