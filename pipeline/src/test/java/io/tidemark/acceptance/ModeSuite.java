package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.RunKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/**
 * What every runner must do the same in every mode: a suite is run once for each of both, by a
 * subclass beside the runner.
 */
public abstract class ModeSuite extends RunnerSuite {
  private long dropped;

  /** How the runs of the suite use the runner. */
  protected abstract RunKind mode();

  /** Options that only this runner needs in this mode; none, unless overridden. */
  protected List<String> tuning() {
    return List.of();
  }

  @AfterEach
  void nothing_was_dropped_as_late() {
    assertThat(dropped, is(0L));
  }

  /** Whether a run can go on while objects land. */
  final boolean endless() {
    return mode() != RunKind.BATCH;
  }

  /**
   * Takes what is there. A bounded run ends by itself; an endless one is stopped when every object
   * is committed and every partition closed.
   */
  final BuiltIndex take(Site site, Path settings, String... options) throws IOException {
    if (mode() == RunKind.STREAMING) {
      Intake intake = Intake.of(site);
      return runUntil(site, settings, intake::taken, options);
    }
    List<String> arguments = arguments(site, settings, options);
    arguments.add("--until=now");
    arguments.addAll(mode() == RunKind.CYCLES ? List.of("--mode=cycles") : List.of());
    dropped += WatchedRun.toEnd(arguments);
    return index(site);
  }

  /** Runs endlessly, until the index is as wanted. */
  final BuiltIndex runUntil(Site site, Path settings, WatchedRun.Wanted wanted, String... options)
      throws IOException {
    List<String> arguments = arguments(site, settings, options);
    arguments.add("--mode=" + mode().name().toLowerCase(Locale.ROOT));
    dropped += WatchedRun.until(site, arguments, wanted);
    return index(site);
  }

  /** Runs endlessly, asks the run to stop when the index is as wanted, and lets it end. */
  final BuiltIndex stopWhen(
      Site site,
      Path settings,
      WatchedRun.Wanted wanted,
      WatchedRun.Ending asking,
      String... options)
      throws IOException {
    List<String> arguments = arguments(site, settings, options);
    arguments.add("--mode=" + mode().name().toLowerCase(Locale.ROOT));
    dropped += WatchedRun.until(site, arguments, wanted, asking);
    return index(site);
  }

  /** Runs endlessly while a corpus lands. */
  final BuiltIndex replay(Corpus corpus, Site site, Path settings) throws IOException {
    CountedInput input = CountedInput.of(site);
    try (LiveReplay replay = new LiveReplay(corpus, site)) {
      replay.deliverFirst();
      Intake first = replay.first();
      Intake all = replay.all();
      runUntil(
          input.site(),
          settings,
          newest -> {
            if (first.taken(newest)) {
              replay.start();
            }
            return replay.over() && all.taken(newest);
          },
          "--pollEvery=50ms",
          "--lateness=6h");
      input.polledNoFasterThan(Duration.ofMillis(50));
    }
    return index(site);
  }

  /** What a suite asks for goes before what a runner needs, and that before what suits most. */
  private List<String> arguments(Site site, Path settings, String... options) {
    Map<String, String> chosen = new LinkedHashMap<>();
    List<String> inOrder =
        new ArrayList<>(List.of("--pollEvery=50ms", "--settle=200ms", "--every=100ms"));
    inOrder.addAll(tuning());
    inOrder.addAll(List.of(options));
    for (String option : inOrder) {
      chosen.put(option.substring(0, option.indexOf('=')), option);
    }
    List<String> all = site.running("--runner=" + runner(), "--index=" + settings);
    all.addAll(chosen.values());
    return all;
  }
}
