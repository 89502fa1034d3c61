package io.tidemark.runners.spark.splittable;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;

/**
 * How much one call of {@code @ProcessElement} may do before a checkpoint is forced on it, and the
 * clock that tells. From then on its claims are refused, and the rest of the restriction is for the
 * next call. Both bounds count from the first claim on; before it there is nothing to split off.
 *
 * @param outputs elements put out, 1 or more
 * @param time since the first claim, looked at with each claim and output
 * @param clock also of resume delays; must be serialisable
 */
public record CallLimits(int outputs, Duration time, Clock clock) implements Serializable {
  /** 1,000 elements, 200 ms, the system's clock. */
  public static final CallLimits DEFAULT =
      new CallLimits(1_000, Duration.ofMillis(200), Clock.systemUTC());

  public CallLimits {
    if (outputs < 1 || time.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot bound calls by " + outputs + " outputs and " + time + ": at least 1 and 0");
    }
  }
}
