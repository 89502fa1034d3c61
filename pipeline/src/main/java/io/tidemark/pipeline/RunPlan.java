package io.tidemark.pipeline;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.changes.watch.WatchEnd;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.CatchUp;
import io.tidemark.changes.watch.WatchSettings.Closing;
import io.tidemark.changes.watch.WatchSettings.Late;
import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import io.tidemark.changes.watch.WatchSettings.Polling;
import io.tidemark.changes.watch.WatchSettings.Publish;
import io.tidemark.changes.watch.WatchStart;
import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.segment.ShardBytes;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a run ask for, checked on their own, before any store is asked.
 *
 * @param watch how to watch the input, nothing resumed
 * @param output URI of the index
 * @param index path or URI of the index settings
 * @param shards how many shards the index has
 * @param window what is published together
 * @param resumes whether the run goes on where the index left off
 * @param repair whether the run works off what is owed, and nothing else
 * @param mode as asked for: {@link RunKind#STREAMING} or {@link RunKind#CYCLES}; null for what
 *     suits the engine
 * @param every least time between the starts of two cycles
 * @param runFor how long the run may last; null for as long as it takes
 */
public record RunPlan(
    WatchSettings watch,
    String output,
    String index,
    int shards,
    Duration window,
    boolean resumes,
    boolean repair,
    @Nullable RunKind mode,
    Duration every,
    @Nullable Duration runFor) {
  private static final String DEFAULT_LAYOUT = "dt={yyyy-MM-dd}/hr={HH}/mi={mm}";
  private static final Duration DEFAULT_PERIOD = Duration.ofMinutes(10);

  /** A partition's objects share the last millisecond of the partition. */
  private static final Duration ONE_PARTITION = Duration.ofMillis(1);

  private static final Duration ARRIVALS = Duration.ofSeconds(1);
  private static final Duration LEAD = Duration.ofDays(366);
  private static final int MOST_SHARDS = 4096;

  /**
   * Reads the options.
   *
   * @throws UsageException with every problem
   */
  public static RunPlan of(TidemarkOptions options) {
    OptionCheck check = new OptionCheck();
    String input = check.required("--input", options.getInput());
    String output = check.required("--output", options.getOutput());
    String index = check.required("--index", options.getIndex());
    int shards = options.getShards();
    check.require(
        shards >= 1 && shards <= MOST_SHARDS,
        "--shards=" + shards + " is not between 1 and " + MOST_SHARDS);
    Publish publish = check.oneOf("--publish", options.getPublish(), Publish.class);
    String window = options.getWindow();
    Duration published =
        window == null
            ? (publish == Publish.ARRIVAL ? ARRIVALS : ONE_PARTITION)
            : check.duration("--window", window);
    check.require(!published.isZero(), "--window must be more than zero");
    String runFor = options.getRunFor();
    Duration lasting = runFor == null ? null : check.duration("--runFor", runFor);
    String from = options.getStartFrom().toLowerCase(Locale.ROOT);
    WatchSettings watch = watch(options, check, input, publish, from);
    RunKind mode = mode(options.getMode(), check);
    Duration every = check.duration("--every", options.getEvery());
    if (!input.isEmpty() && !output.isEmpty()) {
      Nesting.problem(input, output, watch.layout()).ifPresent(p -> check.require(false, p));
    }
    RunId.check(options.getRunId(), check);
    boolean resumes = from.equals("resume");
    boolean repair = options.getRepair();
    checkRepair(repair, resumes, options, check);
    check.done("Cannot run");
    return new RunPlan(
        watch, output, index, shards, published, resumes, repair, mode, every, lasting);
  }

  private static void checkRepair(
      boolean repair, boolean resumes, TidemarkOptions options, OptionCheck check) {
    check.require(
        !repair || (resumes && options.getUntil() == null && options.getMode() == null),
        "--repair works off what is owed and ends: leave out --until, --mode and --startFrom");
  }

  private static @Nullable RunKind mode(@Nullable String text, OptionCheck check) {
    if (text == null) {
      return null;
    }
    RunKind mode = check.oneOf("--mode", text, RunKind.class);
    check.require(mode != RunKind.BATCH, "--mode=batch: give --until instead");
    return mode;
  }

  /** How the run uses an engine. */
  public RunKind kind(Engine engine) {
    if (repair) {
      return RunKind.CYCLES; // Bounded pipelines one after the other, on one session.
    }
    if (watch.end().bounded() && mode != RunKind.CYCLES) {
      return RunKind.BATCH;
    }
    return mode == null ? engine.endless() : mode;
  }

  /** Whether the run ends when it has done what it is for, without being asked. */
  public boolean endsByItself() {
    return repair || watch.end().bounded();
  }

  /**
   * Reads the settings of the index.
   *
   * @throws io.tidemark.settings.SettingsException with every problem
   * @throws IOException when they cannot be read
   */
  public IndexSettings settings(TidemarkOptions options) throws IOException {
    return IndexSettingsFile.read(index, options);
  }

  /** How long the listing of a partition must not have changed before it closes. */
  public Duration settle() {
    return watch.closing().settle();
  }

  /** What a run with these settings holds the index to. */
  public IndexIdentity identity(IndexSettings settings) {
    PartitionLayout layout = watch.layout();
    return new IndexIdentity(
        settings,
        settings.hash(),
        shards,
        layout.template(),
        layout.period().toString(),
        ShardBytes.CODEC);
  }

  private static WatchSettings watch(
      TidemarkOptions options, OptionCheck check, String input, Publish publish, String from) {
    Duration period = check.read("--period", options.getPeriod(), Durations::parse, DEFAULT_PERIOD);
    PartitionLayout fallback = PartitionLayout.of(DEFAULT_LAYOUT, DEFAULT_PERIOD);
    PartitionLayout layout =
        check.read("--layout", options.getLayout(), t -> PartitionLayout.of(t, period), fallback);
    WatchStart start =
        from.equals("resume")
            ? WatchStart.EARLIEST
            : check.read("--startFrom", from, WatchStart::parse, WatchStart.EARLIEST);
    String until =
        options.getUntil() == null ? "never" : options.getUntil().toLowerCase(Locale.ROOT);
    WatchEnd end = check.read("--until", until, WatchEnd::parse, WatchEnd.NEVER);
    Polling polling =
        new Polling(
            check.duration("--pollEvery", options.getPollEvery()),
            options.getMaxObjectsPerPoll(),
            options.getMaxBytesPerPoll(),
            options.getRepairShare());
    Closing closing =
        new Closing(
            check.duration("--settle", options.getSettle()),
            check.duration("--watermarkDelay", options.getWatermarkDelay()));
    Late late =
        new Late(
            check.duration("--lateness", options.getLateness()),
            check.oneOf("--late", options.getLate(), LatePolicy.class),
            LEAD);
    CatchUp catchUp = check.oneOf("--catchUp", options.getCatchUp(), CatchUp.class);
    WatchSettings defaults = WatchSettings.of(input, layout);
    try {
      return new WatchSettings(input, layout, publish, polling, closing, late, start, catchUp, end);
    } catch (IllegalArgumentException e) {
      check.require(false, String.valueOf(e.getMessage()));
      return defaults;
    }
  }
}
