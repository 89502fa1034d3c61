package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether what a run holds in its heap after collections keeps growing towards the limit: so many
 * measurements in a row, each larger than the one before, the last beyond a share of the limit. A
 * measurement counts once, however often a heartbeat repeats it.
 */
final class HeapTrend {
  private static final double PERCENT = 100.0;

  private final int percent;
  private final int measurements;
  private final Deque<Long> rising = new ArrayDeque<>();
  private String run = "";

  /**
   * How much growth is too much.
   *
   * @param percent of the limit; 0 when it is never too much
   * @param measurements in a row, 2 or more
   */
  HeapTrend(int percent, int measurements) {
    this.percent = percent;
    this.measurements = measurements;
  }

  /** Takes a heartbeat, and tells in words when the heap of its run grows too much. */
  Optional<String> take(Heartbeat beat) {
    if (!beat.run().equals(run)) {
      run = beat.run();
      rising.clear();
    }
    long used = beat.heapAfterGc();
    if (percent == 0 || used < 0 || beat.heapMax() <= 0) {
      return Optional.empty();
    }
    Long last = rising.peekLast();
    if (last != null && used < last) {
      rising.clear();
    }
    if (last == null || used != last) {
      rising.add(used);
    }
    while (rising.size() > measurements) {
      rising.removeFirst();
    }
    boolean high = used * PERCENT > (double) percent * beat.heapMax();
    return rising.size() == measurements && high
        ? Optional.of(
            "its heap after collections grew "
                + measurements
                + " times in a row, to "
                + Math.round(used * PERCENT / beat.heapMax())
                + "% of "
                + beat.heapMax()
                + " bytes")
        : Optional.empty();
  }
}
