package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much a watchdog waits longer than its limits say. A job that is ended for being slow gets
 * twice the time from then on. That is unlearned by half after each hour in which half of it would
 * have done: a backlog whose every commit takes long is not to be met with the same haste again.
 */
final class Patience {
  private static final int MOST = 16;
  private static final Duration UNLEARNED = Duration.ofHours(1);

  private int factor = 1;
  private Instant needed = Instant.EPOCH; // Last; or when half of it was unlearned.

  /** What limits are multiplied by. */
  int factor(Instant now) {
    while (factor > 1 && !now.isBefore(needed.plus(UNLEARNED))) {
      factor /= 2;
      needed = needed.plus(UNLEARNED);
    }
    return factor;
  }

  /** A job is ended for being slow. */
  void doubled(Instant now) {
    factor = Math.min(factor(now) * 2, MOST);
    needed = now;
  }

  /**
   * A job has done what it was waited for.
   *
   * @param wait how long that took
   * @param limit how long it may take without more patience
   */
  void waited(Duration wait, Duration limit, Instant now) {
    if (wait.multipliedBy(2).compareTo(limit.multipliedBy(factor(now))) > 0) {
      needed = now;
    }
  }
}
