package io.tidemark.runners.spark;

import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;

/** Options that Spark takes and a run suffers from. */
final class SparkRisks {
  /** Where measured, a batch of one poll's work took up to half of it. */
  private static final long SHORTEST_BATCH = 1000;

  private SparkRisks() {}

  static List<OptionRisk> of(SparkPipelineOptions options, RunPlan plan, RunKind kind) {
    GivenOptions given = GivenOptions.of(options);
    boolean elsewhere = !KeptContext.local(KeptContext.master(options, given));
    List<OptionRisk> risks = new ArrayList<>();
    if (elsewhere) {
      risks.addAll(OptionRisk.folders(plan));
    }
    if (kind != RunKind.STREAMING) {
      return risks;
    }
    risks.add(
        OptionRisk.hurts(
            "--mode=streaming encodes all that waits under a key again for each element that comes",
            "Use --mode=cycles, unless the input is small"));
    if (elsewhere && !given.has("checkpointDir")) {
      risks.add(
          OptionRisk.breaks(
              "a stream on a cluster has no folder for its checkpoints",
              "Give --checkpointDir=URI, which the driver and all workers share"));
    }
    if (given.has("batchIntervalMillis")) {
      interval(options.getBatchIntervalMillis(), plan, risks);
    }
    return risks;
  }

  private static void interval(long millis, RunPlan plan, List<OptionRisk> risks) {
    Duration settle = plan.settle();
    if (millis < SHORTEST_BATCH) {
      risks.add(
          OptionRisk.hurts(
              "--batchIntervalMillis="
                  + millis
                  + " is short: a batch that takes longer publishes its windows in pieces",
              "Give " + SHORTEST_BATCH + " or more"));
    }
    if (millis > settle.toMillis()) {
      risks.add(
          OptionRisk.hurts(
              "--batchIntervalMillis="
                  + millis
                  + " is longer than --settle ("
                  + settle.toMillis()
                  + " ms): what has settled waits for the next batch",
              "Give less, and " + SHORTEST_BATCH + " or more"));
    }
  }
}
