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
  /**
   * Passed over to catch up, and not read. No object is found so any more: partitions that are
   * passed over are owed as a whole. Indexes from before hold receipts of it.
   */
  SKIPPED,

  /** Its partition was passed over and is owed: it is indexed as a part of the debt. */
  REPAIRED;

  /** Whether the object's records go into the index. */
  public boolean read() {
    return this == ON_TIME || this == LATE || this == REPAIRED;
  }
}
