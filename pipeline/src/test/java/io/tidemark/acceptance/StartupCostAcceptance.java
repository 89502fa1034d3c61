package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunProgress;
import io.tidemark.publish.LayerRoll;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Call;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.testdata.CatalogueGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it costs to go on after a long history: the same as after a short one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StartupCostAcceptance {
  private static final int LONG_HISTORY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  @TempDir Path folder;

  /** What {@code --runner} is to be. */
  protected abstract String runner();

  /**
   * Requests of a run to the log.
   *
   * @param reads keys of the snapshots, layers and guesses read before the first commit, in order
   * @param lists folders of the log listed, in order
   */
  private record Requests(List<String> reads, List<String> lists) {}

  @BeforeEach
  void settings() throws IOException {
    Files.writeString(
        folder.resolve("index.yaml"), CatalogueGenerator.indexYaml(), StandardCharsets.UTF_8);
  }

  /** The ways of running to look at. */
  protected Stream<String> modes() {
    return Stream.of("bounded", "cycles", "streaming");
  }

  @ParameterizedTest
  @MethodSource("modes")
  void a_start_after_ten_thousand_partitions_reads_two_files_of_the_log_before_it_commits(
      String mode) throws IOException {
    History one = History.in(folder.resolve(mode + "-short"));
    History many = History.in(folder.resolve(mode + "-long"));
    run(one, one.output(), "bounded");
    run(many, many.output(), "bounded");
    many.extend(LONG_HISTORY);

    Requests afterOne = goOn(one, mode);
    Requests afterMany = goOn(many, mode);

    SnapshotHead newest = many.newest();
    int rolledUp = newest.rolls().stream().mapToInt(LayerRoll::layers).sum();
    assertThat(rolledUp + newest.recent().size(), is(LONG_HISTORY + 1));
    assertThat(newest.rolls().size(), is(38));
    long bytes = Files.size(new SnapshotFiles(Path.of(many.output())).file(newest.version()));
    assertThat(bytes, is(lessThan(150_000L)));
    assertThat(
        afterMany.reads(),
        contains("latest.json", "snapshots/" + SnapshotFiles.name(LONG_HISTORY + 1)));
    assertThat(afterOne.reads().size(), is(2));
    if (!mode.equals("streaming")) { // There the driver lists as often as it looks.
      assertThat(afterMany.lists(), is(afterOne.lists()));
    }
  }

  /** Lands one more partition and commits it. */
  private Requests goOn(History history, String mode) throws IOException {
    FaultPlan plan = FaultPlan.named("startup-" + runner() + "-" + history.name());
    plan.clear();
    SnapshotHead before = history.newest();
    history.land();

    run(history, plan.uri(history.output()), mode);

    String committed = "snapshots/" + SnapshotFiles.name(before.version() + 1);
    assertThat(history.newest().version(), is(greaterThan(before.version())));
    return new Requests(
        plan.calls().stream()
            .takeWhile(call -> !call.equals(new Call(Operation.PUT_IF_ABSENT, committed)))
            .filter(call -> call.operation() == Operation.GET && History.inLog(call.key()))
            .map(Call::key)
            .toList(),
        plan.keys(Operation.LIST).stream().filter(History::inLog).toList());
  }

  private void run(History history, String output, String mode) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--runner=" + runner(),
                "--pollEvery=50ms",
                "--settle=50ms",
                "--input=" + history.input(),
                "--output=" + output,
                "--index=" + folder.resolve("index.yaml")));
    arguments.addAll(
        switch (mode) {
          case "bounded" -> List.of("--until=now");
          case "cycles" -> List.of("--until=now", "--mode=cycles");
          default -> List.of("--mode=streaming");
        });
    try (DeltaIndexRun run =
        DeltaIndexRun.start(OptionParser.parse(arguments), Clock.systemUTC())) {
      if (mode.equals("streaming")) {
        run.await(LOOK, progress -> stopOnceCommitted(run, progress));
      } else {
        run.await(PATIENCE, progress -> {}); // Looks at the log when it is over, not on the way.
      }
    }
  }

  private static void stopOnceCommitted(DeltaIndexRun run, RunProgress progress) {
    if (progress.objects() > 0) {
      run.askToStop();
    }
  }
}
