package io.tidemark.cli;

import io.tidemark.pipeline.UsageException;
import io.tidemark.watchdog.Hooks;
import io.tidemark.watchdog.Limits;
import io.tidemark.watchdog.RestartBudget;
import io.tidemark.watchdog.Watch;
import io.tidemark.watchdog.WatchdogSettings;
import io.tidemark.watchdog.WatchedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark watch}: keeps a run running. */
@Command(
    name = "watch",
    description = {
      "Starts a run, looks at the index how it gets on, and starts it again when it does not.",
      "Example: tidemark watch --restartEvery=6h -- run --input=s3://ads/changes \\",
      "           --output=s3://ads/index --index=index.yaml",
      "With --start, --alive and --kill it watches a job somewhere else: commands for 'sh -c', with",
      "the run's arguments as \"$@\", and TIDEMARK_OUTPUT and TIDEMARK_RUN set.",
      "Durations are such as 500ms, 2s, 10m, 6h."
    },
    mixinStandardHelpOptions = true,
    customSynopsis = "tidemark watch [OPTION ...] -- run [OPTION ...]")
final class WatchCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchCommand.class);
  private static final Duration EVER = Duration.ofDays(36_500);
  private static final Duration STALL = Duration.ofMinutes(2);
  private static final Duration SHORTEST_STALL = Duration.ofSeconds(15);
  private static final int IDLE_LOOKS = 6;
  private static final int PERCENT = 100;

  @Option(names = "--every", description = "How often it looks. Default: 5s.")
  Duration every = Duration.ofSeconds(5);

  @Option(names = "--startWithin", description = "A run gives its first sign of life. Default: 2m.")
  Duration startWithin = Duration.ofMinutes(2);

  @Option(
      names = "--stallAfter",
      description = {
        "No commit though there is work, or no sign of life, for this long: stalled.",
        "Longer than your longest commit. Default: 2m; never for a run with --until or --repair."
      })
  @Nullable Duration stallAfter;

  @Option(
      names = "--unknownAfter",
      description = "The index cannot be read for this long: a failure. Default: 10m.")
  Duration unknownAfter = Duration.ofMinutes(10);

  @Option(
      names = "--stopWithin",
      description = "A run that is to stop has ended; else it is killed. Default: 3m.")
  Duration stopWithin = Duration.ofMinutes(3);

  @Option(
      names = "--restarts",
      description = "Most restarts after failures in --per. Default: ${DEFAULT-VALUE}.")
  int restarts = 10;

  @Option(names = "--per", description = "The time of that budget. Default: 1h.")
  Duration per = Duration.ofHours(1);

  @Option(names = "--backoff", description = "Pause before the first restart. Default: 1s.")
  Duration backoff = Duration.ofSeconds(1);

  @Option(names = "--backoffMax", description = "Longest pause before a restart. Default: 5m.")
  Duration backoffMax = Duration.ofMinutes(5);

  @Option(
      names = "--restartEvery",
      description = "Stops the run and starts it anew this often. Default: never.")
  @Nullable Duration restartEvery;

  @Option(
      names = "--heapPercent",
      description = {
        "The same when its heap after collections keeps growing beyond this share of the most.",
        "Default: ${DEFAULT-VALUE}; 0: never."
      })
  int heapPercent = 85;

  @Option(
      names = "--heapGrowths",
      description = "Measurements in a row, each larger, that are growth. Default: 5.")
  int heapGrowths = 5;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "For what the next watchdog has to know. Default: ~/.cache/tidemark/watch.")
  @Nullable Path state;

  @Option(names = "--start", paramLabel = "CMD", description = "Submits the job, and returns.")
  @Nullable String start;

  @Option(
      names = "--alive",
      paramLabel = "CMD",
      description = "Exit code 0: the job is there; 1: it is not; else: unknown.")
  @Nullable String alive;

  @Option(
      names = "--stop",
      paramLabel = "CMD",
      description = "Asks the job to end in its own time. Default: that of --kill.")
  @Nullable String stop;

  @Option(names = "--kill", paramLabel = "CMD", description = "Ends the job.")
  @Nullable String kill;

  @Option(names = "--json", description = "Prints a JSON object a line for all it sees and does.")
  boolean json;

  @Parameters(paramLabel = "run OPTION", description = "The run, as it would be started.")
  List<String> arguments = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    WatchedRun run = WatchedRun.of(arguments);
    Hooks hooks = hooks();
    check(run, hooks);
    Path folder = state == null ? CacheFolder.standard().resolve("watch") : state;
    try (Watch watch =
        Watch.open(run, settings(run), hooks, folder, json ? spec.commandLine().getOut() : null)) {
      return watch(watch);
    }
  }

  /** A signal to end is one to the run too; the process ends with the exit code of the watch. */
  private static int watch(Watch watch) throws InterruptedException {
    Thread signalled = new Thread(() -> stop(watch), "tidemark-watch-stop");
    Runtime.getRuntime().addShutdownHook(signalled);
    int code = watch.run();
    try {
      Runtime.getRuntime().removeShutdownHook(signalled);
    } catch (IllegalStateException e) {
      signalled.join(); // It ends the process.
    }
    return code;
  }

  private static void stop(Watch watch) {
    int code = Failures.FAULT;
    try (watch) {
      code = watch.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("Something of the watchdog is left behind", e);
    }
    Runtime.getRuntime().halt(code);
  }

  private @Nullable Hooks hooks() {
    if (start == null && alive == null && kill == null && stop == null) {
      return null;
    }
    if (start == null || alive == null || kill == null) {
      throw new UsageException(
          "Cannot watch a job somewhere else: --start, --alive and --kill go together");
    }
    return new Hooks(start, stop == null ? kill : stop, kill, alive);
  }

  private void check(WatchedRun run, @Nullable Hooks hooks) {
    List<String> problems = new ArrayList<>();
    if (every.isZero()) {
      problems.add("--every must be more than zero");
    }
    if (stallAfter != null && stallAfter.compareTo(SHORTEST_STALL) < 0) {
      problems.add(
          "--stallAfter=" + stallAfter + " is less than 15s: runs show that they live every 5s");
    }
    if (restarts < 0) {
      problems.add("--restarts=" + restarts + " is less than 0");
    }
    if (heapPercent < 0 || heapPercent > PERCENT) {
      problems.add("--heapPercent=" + heapPercent + " is not between 0 and 100");
    }
    if (heapGrowths < 2) {
      problems.add("--heapGrowths=" + heapGrowths + " is less than 2");
    }
    if (hooks != null && run.bounded()) {
      problems.add(
          "--until and --repair: whether a job somewhere else is done or has failed cannot be told");
    }
    if (!problems.isEmpty()) {
      throw new UsageException("Cannot watch", problems);
    }
  }

  private WatchdogSettings settings(WatchedRun run) {
    Duration stall = stallAfter != null ? stallAfter : run.bounded() ? EVER : STALL;
    Duration idle = every.multipliedBy(IDLE_LOOKS);
    return new WatchdogSettings(
        new Limits(startWithin, stall, unknownAfter, stopWithin, idle),
        new RestartBudget(restarts, per, backoff, backoffMax),
        every,
        restartEvery,
        heapPercent,
        heapGrowths);
  }
}
