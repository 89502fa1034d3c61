package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.cli.Tidemark;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkRisksTest {

  @Test
  void defaults_are_no_risk() {
    assertThat(risks(), empty());
    assertThat(risks("--checkpointingInterval=10000"), empty());
  }

  @Test
  void source_that_ends_before_the_run_breaks_it() {
    for (String given : List.of("0", "-1", "15000")) {
      assertThat(
          risks("--shutdownSourcesAfterIdleMs=" + given),
          contains(
              startsWith("BREAKS --shutdownSourcesAfterIdleMs=" + given + " ends the source")));
    }
  }

  @Test
  void source_that_outlives_the_run_is_no_risk() {
    assertThat(risks("--shutdownSourcesAfterIdleMs=9000000000000"), empty());
    assertThat(risks("--shutdownSourcesAfterIdleMs=-1", "--checkpointingInterval=9"), empty());
    assertThat(risks("--shutdownSourcesAfterIdleMs=60000", "--runFor=30s"), empty());
    assertThat(risks("--shutdownSourcesAfterIdleMs=0", "--until=now"), empty());
    assertThat(risks("--shutdownSourcesAfterIdleMs=0", "--mode=cycles"), empty());
  }

  @Test
  void bundles_that_stay_open_hurt() {
    assertThat(
        risks("--maxBundleTimeMills=1000", "--autoWatermarkInterval=200"),
        contains(startsWith("HURTS --maxBundleTimeMills=1000")));
  }

  @Test
  void folders_of_this_machine_hurt_on_a_cluster() {
    assertThat(
        risks("--flinkMaster=jobs:8081", "--output=s3://ads/index"),
        contains(startsWith("HURTS in is a folder")));
  }

  @Test
  void doctor_finds_a_source_without_keep_alive(@TempDir Path folder) {
    StringWriter out = new StringWriter();

    int exit =
        Tidemark.execute(
            new PrintWriter(out),
            new PrintWriter(out),
            "doctor",
            "--runner=flink",
            "--input=" + folder.resolve("in"),
            "--output=" + folder.resolve("out"),
            "--shutdownSourcesAfterIdleMs=0");

    assertThat(out.toString(), exit, is(1));
    assertThat(
        out.toString(),
        allOf(
            startsWith("FAULT       flink: --shutdownSourcesAfterIdleMs=0 ends the source"),
            containsString("polls without pause, and no window closes. Leave it out"),
            containsString("1 fault, ")));
  }

  private static List<String> risks(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--runner=flink", "--input=in", "--index=i.yaml"));
    all.addAll(List.of(arguments));
    if (all.stream().noneMatch(argument -> argument.startsWith("--output="))) {
      all.add("--output=out");
    }
    TidemarkOptions options = OptionParser.parse(all);
    List<OptionRisk> risks = new FlinkEngine().risks(options, RunPlan.of(options));
    return risks.stream().map(risk -> risk.effect() + " " + risk).toList();
  }
}
