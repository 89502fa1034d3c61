package io.tidemark.runners.spark.splittable;

import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;

/**
 * What a streaming run on Spark leaves in static fields of its JVM: watermarks, cached readers,
 * metrics and workers. A second run that finds them takes its elements for late and drops them, or
 * reads on where the first one stood.
 */
public final class StreamingLeftovers {
  private StreamingLeftovers() {}

  /**
   * Clears them. To be called in the driver before a streaming run, or after it has ended and its
   * metrics have been read, never during one.
   */
  public static void clear() {
    GlobalWatermarkHolder.clear();
    try {
      MicrobatchSource.clearCache();
    } catch (NullPointerException neverUsed) {
      // The cache is made by the first reader; clearing it does not look whether there was one.
    }
    MetricsAccumulator.clear();
    Workers.retireAll();
  }
}
