package io.tidemark.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkRisksTest {
  private static final String STREAMING = "HURTS --mode=streaming encodes all";

  @Test
  void cycles_and_batches_in_this_process_are_no_risk() {
    assertThat(risks(), empty());
    assertThat(risks("--until=now"), empty());
    assertThat(risks("--batchIntervalMillis=60000"), empty());
  }

  @Test
  void streaming_hurts() {
    assertThat(risks("--mode=streaming"), contains(startsWith(STREAMING)));
  }

  @Test
  void batches_shorter_than_their_work_or_longer_than_settle_hurt() {
    assertThat(
        risks("--mode=streaming", "--batchIntervalMillis=200"),
        contains(startsWith(STREAMING), startsWith("HURTS --batchIntervalMillis=200 is short")));
    assertThat(
        risks("--mode=streaming", "--batchIntervalMillis=5000", "--settle=3s"),
        contains(
            startsWith(STREAMING),
            startsWith("HURTS --batchIntervalMillis=5000 is longer than --settle (3000 ms)")));
    assertThat(
        risks("--mode=streaming", "--batchIntervalMillis=2000"), contains(startsWith(STREAMING)));
  }

  @Test
  void stream_on_a_cluster_needs_a_place_for_checkpoints() {
    assertThat(
        risks("--mode=streaming", "--sparkMaster=spark://m:7077", "--input=s3://b/in"),
        contains(
            startsWith("HURTS out is a folder"),
            startsWith(STREAMING),
            startsWith("BREAKS a stream on a cluster has no folder for its checkpoints")));
  }

  private static List<String> risks(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--runner=spark", "--output=out", "--index=i.yaml"));
    all.addAll(List.of(arguments));
    if (all.stream().noneMatch(argument -> argument.startsWith("--input="))) {
      all.add("--input=in");
    }
    TidemarkOptions options = OptionParser.parse(all);
    List<OptionRisk> risks = new SparkEngine().risks(options, RunPlan.of(options));
    return risks.stream().map(risk -> risk.effect() + " " + risk).toList();
  }
}
