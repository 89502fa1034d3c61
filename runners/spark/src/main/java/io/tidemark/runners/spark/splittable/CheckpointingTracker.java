package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches the claims and outputs of one call, and takes a checkpoint of it: either when it reaches
 * its limits, in the middle, or when it has returned. Used by the thread of the call alone.
 *
 * <p>For example, with 2 outputs as the limit, positions 5, 6, ... and one output a position:
 *
 * <pre>
 *   claim 5: granted   output 5
 *   claim 6: granted   output 6, the limit: trySplit(0)
 *   claim 7: refused   the DoFn returns stop(), the next call starts at 7
 * </pre>
 *
 * A call that claims once and puts out much is split as well; its further outputs belong to what it
 * has claimed. The watermark is the one from the time of the split: a lower bound of all that
 * follows.
 */
final class CheckpointingTracker extends RestrictionTracker<Object, Object> {
  /** What a checkpoint left. */
  record Residual(Position position, Instant watermark) {}

  private final RestrictionTracker<Object, Object> tracker;
  private final WatermarkEstimator<Object> estimator;
  private final CallBudget budget;
  private boolean claimed;
  private boolean refused;
  private @Nullable Residual residual;

  CheckpointingTracker(
      RestrictionTracker<Object, Object> tracker,
      WatermarkEstimator<Object> estimator,
      CallBudget budget) {
    this.tracker = tracker;
    this.estimator = estimator;
    this.budget = budget;
  }

  @Override
  public boolean tryClaim(Object position) {
    if (refused) {
      throw new IllegalStateException("tryClaim() was called after it had returned false");
    }
    if (claimed && budget.spent()) {
      checkpoint();
    }
    if (!tracker.tryClaim(position)) {
      refused = true;
      return false;
    }
    if (!claimed) {
      claimed = true;
      budget.begin();
    }
    return true;
  }

  /** To be told of each output, before it is kept. */
  void onOutput() {
    if (refused) {
      throw new IllegalStateException("Output is not allowed after tryClaim() returned false");
    }
    budget.output();
    if (claimed && budget.spent()) {
      checkpoint();
    }
  }

  /**
   * What is left after a call that has returned.
   *
   * @param resume whether it asked to be called again
   * @return null when the restriction is finished
   */
  @Nullable Residual finish(boolean resume) {
    if (resume) {
      if (refused) {
        throw new IllegalStateException(
            "@ProcessElement returned resume() after tryClaim() had returned false: it must return"
                + " stop()");
      }
      checkpoint();
    }
    tracker.checkDone();
    return residual;
  }

  private void checkpoint() {
    if (residual != null) {
      return;
    }
    Instant watermark = estimator.currentWatermark();
    Object state = estimator.getState();
    SplitResult<Object> split = tracker.trySplit(0);
    if (split != null) {
      residual = new Residual(new Position(split.getResidual(), state), watermark);
    }
  }

  @Override
  public Object currentRestriction() {
    return tracker.currentRestriction();
  }

  @Override
  public @Nullable SplitResult<Object> trySplit(double fraction) {
    throw new UnsupportedOperationException("A DoFn does not split its own restriction");
  }

  @Override
  public void checkDone() {
    tracker.checkDone();
  }

  @Override
  public IsBounded isBounded() {
    return tracker.isBounded();
  }
}
