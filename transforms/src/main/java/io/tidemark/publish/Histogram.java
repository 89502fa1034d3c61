package io.tidemark.publish;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long some things took, in buckets of milliseconds: one for each value below 16, then eight
 * for each power of two. So a bucket is an eighth of its value wide at most, and there are a few
 * dozen, however many values there are.
 *
 * @param counts values by bucket; buckets without a value are left out
 * @param maxMillis the longest
 */
public record Histogram(SortedMap<Integer, Long> counts, long maxMillis) {
  /** Nothing yet. */
  public static final Histogram EMPTY = new Histogram(Collections.emptySortedMap(), 0);

  private static final int EXACT = 16;
  private static final int PER_POWER = 8;
  private static final int PER_POWER_BITS = 3;
  private static final int EXACT_BITS = 4;

  public Histogram {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** With more values; a negative one, of clocks that disagree, counts as zero. */
  Histogram with(Iterable<Duration> values) {
    TreeMap<Integer, Long> more = new TreeMap<>(counts);
    long longest = maxMillis;
    for (Duration value : values) {
      long millis = Math.max(0, value.toMillis());
      more.merge(bucket(millis), 1L, Long::sum);
      longest = Math.max(longest, millis);
    }
    return new Histogram(more, longest);
  }

  /** How many values there are. */
  public long size() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The value that so many percent do not exceed, at most an eighth too large; zero of no values.
   *
   * @param percent 1 to 100
   */
  public long percentileMillis(int percent) {
    long rank = (size() * percent + 99) / 100;
    for (var bucket : counts.entrySet()) {
      rank -= bucket.getValue();
      if (rank <= 0) {
        return Math.min(maxMillis, longest(bucket.getKey()));
      }
    }
    return maxMillis;
  }

  private static int bucket(long millis) {
    if (millis < EXACT) {
      return (int) millis;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
    int eighth = (int) (millis >>> (power - PER_POWER_BITS)) & (PER_POWER - 1);
    return EXACT + (power - EXACT_BITS) * PER_POWER + eighth;
  }

  private static long longest(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int power = (bucket - EXACT) / PER_POWER + EXACT_BITS;
    long eighth = (bucket - EXACT) % PER_POWER;
    return ((PER_POWER + eighth + 1) << (power - PER_POWER_BITS)) - 1;
  }
}
