package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Time as a watchdog counts it: nobody sets it, and the time in which the watchdog itself did not
 * run (the machine slept, or had no time for it) is not held against its job. One thread at a time.
 */
final class PatientClock {
  private final LongSupplier nanos;
  private final long most;
  private Instant now;
  private long last;

  /**
   * A clock that starts at an instant.
   *
   * @param nanos of a clock that nobody sets
   * @param most that passes from one call to the next, whatever that clock says
   */
  PatientClock(Instant start, LongSupplier nanos, Duration most) {
    this.nanos = nanos;
    this.most = most.toNanos();
    this.now = start;
    this.last = nanos.getAsLong();
  }

  Instant now() {
    long read = nanos.getAsLong();
    now = now.plusNanos(Math.min(most, Math.max(0, read - last)));
    last = read;
    return now;
  }
}
