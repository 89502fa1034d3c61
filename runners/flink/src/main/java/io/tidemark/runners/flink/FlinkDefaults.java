package io.tidemark.runners.flink;

import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.RunKind;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** What the options of a run say where its user says nothing. */
final class FlinkDefaults {
  /**
   * How long a bundle stays open, and how often watermarks are sent. Each stage holds the watermark
   * for as long as its bundle is open: with Beam's second, two groupings cost two seconds.
   */
  private static final long MILLIS = 20;

  private FlinkDefaults() {}

  static void apply(FlinkPipelineOptions options, RunKind kind) {
    GivenOptions given = GivenOptions.of(options);
    // A pipeline is submitted and then waited for, so that it can be told of and stopped.
    options.setAttachedMode(false);
    if (!given.has("objectReuse")) {
      options.setObjectReuse(true); // Elements are records: nobody changes one.
    }
    if (!given.has("fasterCopy")) {
      options.setFasterCopy(true);
    }
    options.setStreaming(kind == RunKind.STREAMING);
    if (kind == RunKind.STREAMING) {
      if (!given.has("maxBundleTimeMills")) {
        options.setMaxBundleTimeMills(MILLIS);
      }
      if (!given.has("autoWatermarkInterval")) {
        options.setAutoWatermarkInterval(MILLIS);
      }
      // Without checkpoints the runner ends its sources at once; what is left of them then polls
      // in a loop, and no window ever closes.
      if (!given.has("shutdownSourcesAfterIdleMs")) {
        options.setShutdownSourcesAfterIdleMs(Long.MAX_VALUE);
      }
    }
  }
}
