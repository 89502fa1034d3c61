package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPlanTest {

  @ParameterizedTest
  @CsvSource({
    "STREAMING, '',                           STREAMING",
    "CYCLES,    '',                           CYCLES",
    "CYCLES,    --mode=streaming,             STREAMING",
    "STREAMING, --mode=Cycles,                CYCLES",
    "STREAMING, --until=now,                  BATCH",
    "CYCLES,    --until=now,                  BATCH",
    "CYCLES,    --until=2026-05-04T18:30:00Z, BATCH",
    "STREAMING, --mode=cycles --until=now,    CYCLES",
    "CYCLES,    --mode=streaming --until=now, BATCH",
    "STREAMING, --repair,                     CYCLES"
  })
  void the_options_and_the_engine_decide_how_a_run_uses_it(
      RunKind endless, String options, RunKind kind) {
    RunPlan plan = plan(options.isEmpty() ? new String[0] : options.split(" ", -1));

    assertThat(plan.kind(new SomeEngine(endless)), is(kind));
  }

  @Test
  void a_batch_is_asked_for_by_its_end() {
    UsageException refused = assertThrows(UsageException.class, () -> plan("--mode=batch"));

    assertThat(refused.getMessage(), containsString("--mode=batch: give --until instead"));
  }

  @Test
  void a_repair_ends_by_itself() {
    UsageException refused =
        assertThrows(UsageException.class, () -> plan("--repair", "--until=now"));
    UsageException much = assertThrows(UsageException.class, () -> plan("--repairShare=1.5"));

    assertThat(refused.getMessage(), containsString("leave out --until, --mode and --startFrom"));
    assertThat(
        much.getMessage(), containsString("the share for repair must be from 0 to 1, not 1.5"));
  }

  private static RunPlan plan(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--input=/tmp/in", "--output=/tmp/out", "--index=index.yaml"));
    arguments.addAll(List.of(options));
    return RunPlan.of(OptionParser.parse(arguments));
  }

  private record SomeEngine(RunKind endless) implements Engine {

    @Override
    public String name() {
      return "some";
    }

    @Override
    public Class<? extends PipelineRunner<?>> runner() {
      return DirectRunner.class;
    }

    @Override
    public EngineSession open(PipelineOptions options, RunKind kind) {
      return new EngineSession() {};
    }
  }
}
