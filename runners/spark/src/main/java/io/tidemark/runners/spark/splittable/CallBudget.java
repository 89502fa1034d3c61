package io.tidemark.runners.spark.splittable;

import java.util.function.BooleanSupplier;

/** Tells when one call has reached its limits. */
final class CallBudget {
  private final CallLimits limits;
  private final BooleanSupplier hurry;
  private long end = Long.MAX_VALUE;
  private int outputs;

  /**
   * A whole budget.
   *
   * @param hurry true once nobody waits for the call any more
   */
  CallBudget(CallLimits limits, BooleanSupplier hurry) {
    this.limits = limits;
    this.hurry = hurry;
  }

  /** Starts the time. */
  void begin() {
    end = limits.clock().millis() + limits.time().toMillis();
  }

  void output() {
    outputs++;
  }

  boolean spent() {
    return outputs >= limits.outputs() || hurry.getAsBoolean() || limits.clock().millis() >= end;
  }
}
