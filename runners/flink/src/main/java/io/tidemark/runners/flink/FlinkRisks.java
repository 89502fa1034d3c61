package io.tidemark.runners.flink;

import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** Options that Flink takes and a run suffers from. */
final class FlinkRisks {
  private static final String KEEP_ALIVE = "shutdownSourcesAfterIdleMs";

  /** A source kept so long outlives every run. */
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private static final long SLOW_MILLIS = 1000;

  private FlinkRisks() {}

  static List<OptionRisk> of(FlinkPipelineOptions options, RunPlan plan, RunKind kind) {
    GivenOptions given = GivenOptions.of(options);
    List<OptionRisk> risks = new ArrayList<>();
    if (!options.getFlinkMaster().startsWith("[")) {
      risks.addAll(OptionRisk.folders(plan));
    }
    if (kind == RunKind.STREAMING) {
      if (given.has(KEEP_ALIVE)) {
        keepAlive(options, plan, risks);
      }
      if (given.has("maxBundleTimeMills")) {
        slow("maxBundleTimeMills", options.getMaxBundleTimeMills(), risks);
      }
      if (given.has("autoWatermarkInterval")) {
        slow("autoWatermarkInterval", options.getAutoWatermarkInterval(), risks);
      }
    }
    return risks;
  }

  /**
   * Once the runner has shut a source down it fires what waits for its time at once, over and over:
   * the poller polls in a loop. Without checkpointing Beam's default, -1, means at once.
   */
  private static void keepAlive(
      FlinkPipelineOptions options, RunPlan plan, List<OptionRisk> risks) {
    long given = options.getShutdownSourcesAfterIdleMs();
    if (given < 0 && options.getCheckpointingInterval() > 0) {
      return; // Beam keeps its sources then.
    }
    Duration kept = Duration.ofMillis(Math.max(0, given));
    Duration needed = plan.runFor() == null ? FOR_EVER : plan.runFor();
    if (kept.compareTo(needed) < 0) {
      risks.add(
          OptionRisk.breaks(
              "--"
                  + KEEP_ALIVE
                  + "="
                  + given
                  + " ends the source while the run goes on: it then polls without pause, and no"
                  + " window closes",
              "Leave it out: it is for ever then"));
    }
  }

  private static void slow(String option, long millis, List<OptionRisk> risks) {
    if (millis >= SLOW_MILLIS) {
      risks.add(
          OptionRisk.hurts(
              "--" + option + "=" + millis + " holds what is to be published back that long, twice",
              "Leave it out: it is 20 then"));
    }
  }
}
