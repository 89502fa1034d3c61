package io.tidemark.changes;

/** What becomes of a discovered object. Every object ends in exactly one of these. */
public enum Disposition {
  /** Its partition was open: it is indexed with it. */
  ON_TIME,
  /** Its partition was closed, late objects are included: it is indexed as an amendment. */
  LATE,
  /** Its partition was closed, late objects are diverted: it is put on record and not read. */
  DIVERTED,
  /** Its partition was closed, late objects are dropped: it is counted and not read. */
  DROPPED,
  /** Passed over to catch up: it is put on record as debt and not read. */
  SKIPPED;

  /** Whether the object's records go into the index. */
  public boolean read() {
    return this == ON_TIME || this == LATE;
  }
}
