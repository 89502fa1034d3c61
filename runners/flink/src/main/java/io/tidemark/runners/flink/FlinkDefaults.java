package io.tidemark.runners.flink;

import io.tidemark.pipeline.RunKind;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** What the options of a run say where its user says nothing. */
final class FlinkDefaults {
  /**
   * How long a bundle stays open, and how often watermarks are sent. Each stage holds the watermark
   * for as long as its bundle is open: with Beam's second, two groupings cost two seconds.
   */
  private static final long MILLIS = 20;

  private FlinkDefaults() {}

  static void apply(FlinkPipelineOptions options, RunKind kind) {
    Set<String> given =
        DisplayData.from(options).items().stream()
            .map(DisplayData.Item::getKey)
            .collect(Collectors.toSet());
    // A pipeline is submitted and then waited for, so that it can be told of and stopped.
    options.setAttachedMode(false);
    if (!given.contains("objectReuse")) {
      options.setObjectReuse(true); // Elements are records: nobody changes one.
    }
    if (!given.contains("fasterCopy")) {
      options.setFasterCopy(true);
    }
    options.setStreaming(kind == RunKind.STREAMING);
    if (kind == RunKind.STREAMING) {
      if (!given.contains("maxBundleTimeMills")) {
        options.setMaxBundleTimeMills(MILLIS);
      }
      if (!given.contains("autoWatermarkInterval")) {
        options.setAutoWatermarkInterval(MILLIS);
      }
      // Without checkpoints the runner ends its sources at once; what is left of them then polls
      // in a loop, and no window ever closes.
      if (!given.contains("shutdownSourcesAfterIdleMs")) {
        options.setShutdownSourcesAfterIdleMs(Long.MAX_VALUE);
      }
    }
  }
}
