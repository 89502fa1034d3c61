package io.tidemark.changes.read.document;

import io.tidemark.changes.Reject;

/** A record that cannot become a change; the message is the reason its {@link Reject} gives. */
public final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  /** Refuses a record for a reason in words. */
  public BadRecord(String reason) {
    // Bad input can be every other line: no stack trace, it is never looked at.
    super(reason, null, false, false);
  }
}
