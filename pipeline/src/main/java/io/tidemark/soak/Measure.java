package io.tidemark.soak;

/** What is sampled of a run. Those that are judged must be flat. */
enum Measure {
  /** Bytes of live objects after a full collection. */
  HEAP("heap after GC", "MiB", 4),
  /** Entries of {@code /proc/PID/fd}. */
  FILES("open files", "", 10),
  /** Threads of the process. */
  THREADS("threads", "", 10),
  /** Object versions the watch remembers, by its heartbeat. */
  KNOWN("restriction: known objects", "", 20),
  /** Partitions the watch has open, by its heartbeat. */
  OPEN("restriction: open partitions", "", 5),
  /** LIST calls of the input, by the heartbeat. */
  LISTS("LISTs a minute, heartbeat", "", 6),
  /** LIST requests of the input, counted on their way to the store. */
  INPUT_LISTS("LISTs a minute of the input", "", 6),
  /** LIST requests of the index, counted likewise. */
  INDEX_LISTS("LISTs a minute of the index", "", 12),
  /** All requests, counted likewise. */
  REQUESTS("requests a minute"),
  /** Bytes the run read from the store, counted likewise. */
  READ("read from the store", "MiB/min"),
  /** Bytes the run wrote to the store, counted likewise. */
  WRITTEN("written to the store", "MiB/min"),
  /** Resident size of the process. */
  RESIDENT("resident size", "MiB"),
  /** CPU time of the process. */
  CPU("CPU", "s/min"),
  /** From the watermark of the newest snapshot to the clock. */
  LAG("watermark lag", "s"),
  /** Size of the newest snapshot. */
  SNAPSHOT("snapshot", "KiB"),
  /** Live layers. */
  LAYERS("live layers"),
  /** Committed snapshots. */
  COMMITS("commits a minute");

  /** Growth up to this fraction of the first quarter is none. */
  static final double TOLERANCE = 0.10;

  final String title;
  final String unit;
  final boolean judged;
  private final double least;

  Measure(String title) {
    this(title, "");
  }

  Measure(String title, String unit) {
    this(title, unit, false, 0);
  }

  Measure(String title, String unit, double least) {
    this(title, unit, true, least);
  }

  Measure(String title, String unit, boolean judged, double least) {
    this.title = title;
    this.unit = unit;
    this.judged = judged;
    this.least = least;
  }

  /**
   * The verdict on a trend: growing when the median of its last quarter is above that of its first
   * by more than {@link #TOLERANCE}, and by more than chance moves such a figure.
   */
  Verdict judge(Trend trend) {
    if (!judged) {
      return Verdict.TOLD;
    }
    if (trend.samples() < 2) {
      return Verdict.MISSING;
    }
    double growth = trend.last() - trend.first();
    return growth > Math.max(least, TOLERANCE * trend.first()) ? Verdict.GROWING : Verdict.FLAT;
  }

  /** What becomes of a measure. */
  enum Verdict {
    FLAT,
    GROWING,
    /** Nothing was measured, so nothing is shown: a fault too. */
    MISSING,
    /** For information. */
    TOLD
  }
}
