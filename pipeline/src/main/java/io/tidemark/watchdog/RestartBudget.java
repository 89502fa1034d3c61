package io.tidemark.watchdog;

import java.time.Duration;

/**
 * How often and how soon a job that failed is started again.
 *
 * @param restarts most restarts after failures; 0 for none
 * @param per in any time of this length
 * @param first pause before the first restart
 * @param most longest pause; a job that ran twice as long is forgiven its failures so far
 */
public record RestartBudget(int restarts, Duration per, Duration first, Duration most) {
  @Override
  public String toString() {
    return restarts + " restarts in " + Ages.text(per);
  }
}
