package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.LayerRoll;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.testdata.CatalogueGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to go on after a long history: the same as after a short one. */
public abstract class StartupCostAcceptance {
  private static final int LONG_HISTORY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  /** What {@code --runner} is to be. */
  protected abstract String runner();

  /**
   * Requests of a run to the log, up to its commit.
   *
   * @param reads keys of the snapshots, layers and guesses read, in order
   * @param lists folders of the log listed, in order
   */
  private record Requests(List<String> reads, List<String> lists) {}

  @BeforeEach
  void settings() throws IOException {
    Files.writeString(
        folder.resolve("index.yaml"), CatalogueGenerator.indexYaml(), StandardCharsets.UTF_8);
  }

  @Test
  void a_start_after_ten_thousand_partitions_asks_the_log_what_a_start_after_one_asks()
      throws IOException {
    History one = History.in(folder.resolve("short"));
    History many = History.in(folder.resolve("long"));
    run(one, one.output());
    run(many, many.output());
    many.extend(LONG_HISTORY);

    Requests afterOne = goOn(one);
    Requests afterMany = goOn(many);

    SnapshotHead newest = many.newest();
    int rolledUp = newest.rolls().stream().mapToInt(LayerRoll::layers).sum();
    assertThat(rolledUp + newest.recent().size(), is(LONG_HISTORY + 1));
    assertThat(newest.rolls().size(), is(38));
    long bytes = Files.size(new SnapshotFiles(Path.of(many.output())).file(newest.version()));
    assertThat(bytes, is(lessThan(150_000L)));
    assertThat(
        new TreeSet<>(afterMany.reads()),
        contains("latest.json", "snapshots/" + SnapshotFiles.name(LONG_HISTORY + 1)));
    assertThat(afterMany.reads().size(), is(afterOne.reads().size()));
    assertThat(afterMany.lists(), is(afterOne.lists()));
  }

  /** Lands one more partition and commits it. */
  private Requests goOn(History history) throws IOException {
    FaultPlan plan = FaultPlan.named("startup-" + runner() + "-" + history.name());
    plan.clear();
    SnapshotHead before = history.newest();
    history.land();

    run(history, plan.uri(history.output()));

    String committed = "snapshots/" + SnapshotFiles.name(before.version() + 1);
    assertThat(history.newest().version(), is(before.version() + 1));
    return new Requests(
        plan.keys(Operation.GET).stream()
            .filter(History::inLog)
            .takeWhile(key -> !key.equals(committed)) // What follows is how the run got on.
            .toList(),
        plan.keys(Operation.LIST).stream().filter(History::inLog).toList());
  }

  private void run(History history, String output) throws IOException {
    List<String> arguments =
        List.of(
            "--runner=" + runner(),
            "--until=now",
            "--input=" + history.input(),
            "--output=" + output,
            "--index=" + folder.resolve("index.yaml"));
    try (DeltaIndexRun run =
        DeltaIndexRun.start(OptionParser.parse(arguments), Clock.systemUTC())) {
      run.await(PATIENCE, progress -> {}); // Looks at the log when it is over, not on the way.
    }
  }
}
