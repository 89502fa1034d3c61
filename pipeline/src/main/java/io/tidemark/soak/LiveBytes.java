package io.tidemark.soak;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a heap holds after a full collection, by class, as {@code jcmd PID GC.class_histogram} tells
 * it: only objects that are reachable.
 *
 * @param total bytes
 * @param byClass bytes of the instances of each class
 */
record LiveBytes(long total, Map<String, Long> byClass) {
  private static final int BYTES = 2;
  private static final int CLASS = 3;

  LiveBytes {
    byClass = Map.copyOf(byClass);
  }

  /**
   * Reads a histogram.
   *
   * @throws IllegalArgumentException when there is no sum in it
   */
  static LiveBytes parse(String histogram) {
    Map<String, Long> byClass = new HashMap<>();
    long total = -1;
    for (String line : histogram.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > CLASS && words[0].endsWith(":")) {
        byClass.merge(words[CLASS], Long.parseLong(words[BYTES]), Long::sum);
      } else if (words.length > BYTES && words[0].equals("Total")) {
        total = Long.parseLong(words[BYTES]);
      }
    }
    if (total < 0) {
      throw new IllegalArgumentException("no class histogram: " + histogram);
    }
    return new LiveBytes(total, byClass);
  }

  /** The classes whose instances grew most since another time, a line each. */
  List<String> growthSince(LiveBytes before, int most) {
    return byClass.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.byClass.getOrDefault(e.getKey(), 0L)))
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(e -> String.format(Locale.ROOT, "%+,12d bytes  %s", e.getValue(), e.getKey()))
        .toList();
  }
}
