package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
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

  @Test
  void an_id_that_is_given_must_do_as_part_of_a_key() {
    UsageException refused = assertThrows(UsageException.class, () -> plan("--runId=../stop"));

    assertThat(refused.getMessage(), containsString("--runId=../stop is not 1 to 100 letters"));
    assertThat(RunId.of(options("--runId=ads-7")), is("ads-7"));
    assertThat(RunId.of(options()), not(is(RunId.of(options()))));
  }

  @Test
  void an_id_of_a_run_that_has_stopped_is_refused() {
    UsageException refused =
        assertThrows(UsageException.class, () -> RunId.requireUnused("ads-7", "ads-7"));
    RunId.requireUnused("ads-8", "ads-7");
    RunId.requireUnused("ads-8", null);

    assertThat(refused.getMessage(), containsString("Give each run another id"));
  }

  private static TidemarkOptions options(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--input=/tmp/in", "--output=/tmp/out", "--index=index.yaml"));
    arguments.addAll(List.of(options));
    return OptionParser.parse(arguments);
  }

  private static RunPlan plan(String... options) {
    return RunPlan.of(options(options));
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
