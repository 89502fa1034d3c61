package io.tidemark.watchdog;

import java.time.Duration;

/**
 * How long to wait before the worst is thought of a job.
 *
 * @param startWithin a job that was started gives its first sign of life
 * @param stallAfter work stays undone, or a job silent
 * @param unknownAfter the index or the job cannot be asked
 * @param stopWithin a job that was asked to stop ends
 * @param idleAfter nothing moves before a job is called idle
 */
public record Limits(
    Duration startWithin,
    Duration stallAfter,
    Duration unknownAfter,
    Duration stopWithin,
    Duration idleAfter) {

  /** The same with more patience for a job that has been thought the worst of, in vain. */
  Limits times(int factor) {
    return new Limits(
        startWithin.multipliedBy(factor),
        stallAfter.multipliedBy(factor),
        unknownAfter.multipliedBy(factor),
        stopWithin,
        idleAfter);
  }
}
