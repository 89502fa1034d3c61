package io.tidemark.changes.watch;

import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the work of a watch poll by poll. A claim is the whole result of one poll: what was
 * claimed is emitted, the horizon after it is what is left.
 *
 * <p>A split at 0 is a checkpoint. For example, with 3 polls of a watch done, its horizon is H3.
 *
 * <pre>
 *   claim of poll 4 (H3 to H4), then trySplit(0):  primary H4, finished   residual H4
 *   trySplit(0) before any claim:                  primary H3, finished   residual H3
 *   claim of poll 4 after either split:            refused; poll 4 is not emitted
 * </pre>
 *
 * <p>A split at any other fraction is refused with null: a single poll cannot be divided, and a
 * watch has no second half that another worker could start on.
 */
final class HorizonTracker extends RestrictionTracker<Horizon, Poll> {
  private final boolean bounded;
  private Horizon horizon;
  private boolean split;

  /**
   * A tracker.
   *
   * @param bounded whether the watch ends by itself
   */
  HorizonTracker(Horizon horizon, boolean bounded) {
    this.horizon = horizon;
    this.bounded = bounded;
  }

  @Override
  public boolean tryClaim(Poll poll) {
    if (split || horizon.done()) {
      return false;
    }
    horizon = poll.next();
    return true;
  }

  @Override
  public Horizon currentRestriction() {
    return horizon;
  }

  @Override
  public @Nullable SplitResult<Horizon> trySplit(double fraction) {
    if (split || horizon.done() || fraction != 0) {
      return null;
    }
    SplitResult<Horizon> result = SplitResult.of(horizon.finished(), horizon);
    horizon = horizon.finished();
    split = true;
    return result;
  }

  @Override
  public void checkDone() {
    if (!horizon.done()) {
      throw new IllegalStateException(
          "A watch stopped with work left: its watermark is "
              + horizon.watermark()
              + " and it neither reached its end nor was checkpointed");
    }
  }

  @Override
  public IsBounded isBounded() {
    return bounded ? IsBounded.BOUNDED : IsBounded.UNBOUNDED;
  }
}
