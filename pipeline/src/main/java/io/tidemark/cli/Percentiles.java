package io.tidemark.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is usual, what is rare, of some durations. */
record Percentiles(int count, Duration p50, Duration p99, Duration max) {

  static Percentiles of(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return new Percentiles(
        sorted.size(), rank(sorted, 50), rank(sorted, 99), sorted.get(sorted.size() - 1));
  }

  /** The nearest rank: the smallest value that so many percent do not exceed. */
  private static Duration rank(List<Duration> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(Math.max(1, rank) - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f s, p99 %.2f s, max %.2f s (%,d files)",
        p50.toMillis() / 1000.0,
        p99.toMillis() / 1000.0,
        max.toMillis() / 1000.0,
        count);
  }
}
