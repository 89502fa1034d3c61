package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.storage.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every call that a run and a reader make to their stores fails once in every way there is, one
 * call and one way a run: the index is the same, or the run stops with a message that names the
 * object, and the next run makes it the same.
 *
 * <p>The calls are those a clean run makes, counted. As a rule the first of each kind fails; every
 * single one with {@code -Dtidemark.faults=all}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FaultsAcceptance extends RunnerSuite {
  private static final boolean ALL = "all".equals(System.getProperty("tidemark.faults"));
  private static final int AT_ONCE = 3;
  private static final int PARTITIONS = 2;

  private Path settings = Path.of("");
  private String input = "";
  private String digest = "";

  /** Which store a call goes to, and who calls. */
  private enum Phase {
    INPUT,
    OUTPUT,
    READING
  }

  /** One run to be made. */
  private record Trial(Phase phase, FaultSite site, FaultWay way) {}

  /** How a run ended. */
  private enum End {
    UNHARMED,
    STOPPED,
    NOT_REACHED
  }

  /** What a run did to each store. */
  private record Run(Site site, FaultPlan in, FaultPlan out, FaultPlan reading) {
    FaultPlan plan(Phase phase) {
      return switch (phase) {
        case INPUT -> in;
        case OUTPUT -> out;
        case READING -> reading;
      };
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    settings = SmallInput.settings(scratch);
    Site site = Site.local(scratch.resolve("clean"));
    input = site.input();
    SmallInput.deliver(site, 0, PARTITIONS);
  }

  @Test
  void call_that_fails_changes_nothing_or_stops_a_run_that_the_next_one_repairs() throws Exception {
    Run clean = run("clean");
    start(clean).succeeded();
    digest = read(clean).succeeded();
    List<Trial> trials = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (FaultSite site : FaultSite.of(clean.plan(phase).calls(), ALL)) {
        Arrays.stream(FaultWay.values())
            .filter(way -> way.befalls(site.operation()))
            .filter(way -> phase != Phase.INPUT || way != FaultWay.GARBLED)
            .forEach(way -> trials.add(new Trial(phase, site, way)));
      }
    }

    List<String> wrong = new ArrayList<>();
    Map<End, Integer> ends = new EnumMap<>(End.class);
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<End>> runs = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        runs.add(pool.submit(trial(trials.get(i), "trial-" + i)));
      }
      for (int i = 0; i < trials.size(); i++) {
        try {
          ends.merge(runs.get(i).get(10, TimeUnit.MINUTES), 1, Integer::sum);
        } catch (ExecutionException e) {
          wrong.add(trials.get(i) + ": " + e.getCause());
        }
      }
    } finally {
      pool.shutdownNow();
    }

    System.out.printf(
        Locale.ROOT, "Faults: %d trials, %s, %d wrong%n", trials.size(), ends, wrong.size());
    assertThat(String.join("\n", wrong), wrong, is(empty()));
    assertThat(ALL ? null : ends.get(End.NOT_REACHED), is(nullValue()));
    assertThat(ends.get(End.UNHARMED), is(greaterThan(0)));
    assertThat(ends.get(End.STOPPED), is(greaterThan(0)));
  }

  private Callable<End> trial(Trial trial, String name) {
    return () -> {
      Run run = run(name);
      if (trial.phase() == Phase.READING) {
        start(run).succeeded();
        run.reading().clear();
      }
      FaultPlan plan = run.plan(trial.phase());
      trial.site().arm(plan, trial.way());
      CommandRun struck = trial.phase() == Phase.READING ? read(run) : start(run);
      if (!plan.struck()) {
        return End.NOT_REACHED;
      }
      boolean stopped = struck.exitCode() != 0;
      if (stopped) {
        requireClear(struck, trial.site().keys());
        plan.clear();
        start(run).succeeded();
      }
      requireEqual(read(run).succeeded(), digest);
      index(run.site()).command("status").succeeded();
      return stopped ? End.STOPPED : End.UNHARMED;
    };
  }

  private static void requireClear(CommandRun struck, String key) {
    if (!struck.err().contains("Cannot ") || !struck.err().contains(key)) {
      throw new AssertionError("Not a clear stop: " + struck);
    }
  }

  private static void requireEqual(String actual, String expected) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError("Digest " + actual + " instead of " + expected);
    }
  }

  private Run run(String name) {
    String unique = name + "-" + Integer.toHexString(scratch.hashCode());
    FaultPlan in = FaultPlan.named("in-" + unique);
    FaultPlan out = FaultPlan.named("out-" + unique);
    FaultPlan reading = FaultPlan.named("reading-" + unique);
    String output = scratch.resolve(name).resolve("output").toString();
    return new Run(new Site(in.uri(input), output, List.of()), in, out, reading);
  }

  private CommandRun start(Run run) {
    Site site = run.site().withOutput(run.out().uri(run.site().output()));
    return runToNow(site, settings, "--shards=2", "--pollEvery=20ms", "--targetParallelism=2");
  }

  private CommandRun read(Run run) throws IOException {
    Site site = run.site().withOutput(run.reading().uri(run.site().output()));
    Path cache = Files.createTempDirectory(scratch, "cache");
    return new BuiltIndex(site, cache).command("digest");
  }
}
