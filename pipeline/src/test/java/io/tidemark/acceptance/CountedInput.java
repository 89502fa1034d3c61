package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import java.time.Duration;

/**
 * An input whose listings are counted, for one endless run in this process.
 *
 * @param site whose input is counted
 * @param asked what the store was asked
 * @param startNanos when counting began
 */
record CountedInput(Site site, FaultPlan asked, long startNanos) {

  static CountedInput of(Site site) {
    FaultPlan asked = FaultPlan.named("counted-" + Integer.toHexString(site.input().hashCode()));
    asked.clear();
    Site counted = new Site(asked.uri(site.input()), site.output(), site.arguments());
    return new CountedInput(counted, asked, System.nanoTime());
  }

  /** How many polls there were; a run looks at the input once before it starts. */
  int polls() {
    return Math.max(0, asked.calls(Operation.LIST) - 1);
  }

  /**
   * There was no more than one poll for each interval that passed, and the first one. Time goes on
   * while this is found out, so slowness cannot break it.
   */
  void polledNoFasterThan(Duration every) {
    long polls = polls();
    long intervals = (System.nanoTime() - startNanos) / every.toNanos();
    assertThat(polls, is(lessThanOrEqualTo(intervals + 1)));
  }
}
