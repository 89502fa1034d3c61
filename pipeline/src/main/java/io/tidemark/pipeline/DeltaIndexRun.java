package io.tidemark.pipeline;

import io.tidemark.publish.Debt;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.publish.Snapshot.Writer;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the pipeline, from the options to its end. */
public final class DeltaIndexRun implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaIndexRun.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long a run that was asked to stop may go on publishing. */
  private static final Duration LAST_WORK = Duration.ofMinutes(2);

  private final String run;
  private final ObjectStore output;
  private final SnapshotHead first;
  private final EngineSession session;
  private final Execution execution;
  private final Clock clock;
  private final @Nullable Instant deadline;
  private volatile @Nullable Instant stopAsked;
  private volatile boolean over;
  private SnapshotHead newest;

  private DeltaIndexRun(
      String run,
      ObjectStore output,
      SnapshotHead first,
      EngineSession session,
      Execution execution,
      Clock clock,
      @Nullable Instant deadline) {
    this.run = run;
    this.output = output;
    this.first = first;
    this.newest = first;
    this.session = session;
    this.execution = execution;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Checks the options, opens or creates the index, and starts the pipeline where the index left
   * off.
   *
   * @throws UsageException with every problem of the options
   * @throws io.tidemark.settings.SettingsException with every problem of the index settings
   * @throws io.tidemark.publish.IndexMismatchException when the output holds another index
   * @throws IOException when a store or the engine cannot be reached
   */
  public static DeltaIndexRun start(TidemarkOptions options, Clock clock) throws IOException {
    RunPlan plan = RunPlan.of(options);
    return start(plan, plan.settings(options), options, clock);
  }

  static DeltaIndexRun start(
      RunPlan plan, IndexSettings index, TidemarkOptions options, Clock clock) throws IOException {
    String run = RunId.of(options);
    ObjectStore output = ObjectStores.open(plan.output(), options);
    EngineSession session = null;
    try {
      SnapshotHead found = open(plan, index, new SnapshotLog(output), run, options, clock);
      RunId.requireUnused(run, found.progress().stopped());
      RunSettings settings =
          new RunSettings(
              plan.watch(),
              new SnapshotResume(plan.output(), plan.resumes(), run),
              new RunSupervision(plan.output(), run, new StopMarkers(output).any()),
              index,
              plan.shards(),
              plan.window(),
              new PublishDeltas.Settings(
                  plan.output(), index, plan.shards(), plan.watch().late().lateness(), run, clock));
      Engine engine = Engines.of(options);
      RunKind kind = plan.kind(engine);
      engine.risks(options, plan).forEach(risk -> LOG.warn("{}", risk));
      Instant deadline = plan.runFor() == null ? null : clock.instant().plus(plan.runFor());
      LOG.info("Run {} ({}) continues version {} of {}", run, kind, found.version(), plan.output());
      tellOfDebt(plan, found);
      session = engine.open(options, kind);
      Execution execution = execution(plan, kind, settings, options, session, clock);
      return new DeltaIndexRun(run, output, found, session, execution, clock, deadline);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, session, output);
      throw e;
    }
  }

  private static Execution execution(
      RunPlan plan,
      RunKind kind,
      RunSettings settings,
      TidemarkOptions options,
      EngineSession session,
      Clock clock)
      throws IOException {
    if (plan.repair()) {
      return RepairExecution.start(settings, options, session, clock);
    }
    return kind == RunKind.CYCLES
        ? CyclesExecution.start(settings, plan.every(), options, session, clock)
        : pipeline(settings, options, session);
  }

  /** A run leaves what is owed alone, unless it is told otherwise: it is behind the watermark. */
  private static void tellOfDebt(RunPlan plan, SnapshotHead found) {
    List<Debt> debt = found.progress().debt();
    if (!debt.isEmpty() && !plan.repair() && plan.watch().polling().repairShare() == 0) {
      LOG.warn(
          "Partitions from {} to {} were passed over and are owed. This run does not read them;"
              + " one with --repair does, and --repairShare does in idle time",
          debt.get(0).from(),
          debt.get(debt.size() - 1).to());
    }
  }

  private static Execution pipeline(
      RunSettings settings, TidemarkOptions options, EngineSession session) {
    Pipeline pipeline = Pipeline.create(options);
    DeltaIndexPipeline.build(pipeline, settings);
    return new PipelineExecution(session.run(pipeline), session);
  }

  private static void closeAfter(
      Exception failure, @Nullable EngineSession session, ObjectStore output) {
    try (output;
        session) {
      LOG.debug("The run did not start", failure);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static SnapshotHead open(
      RunPlan plan,
      IndexSettings index,
      SnapshotLog log,
      String run,
      TidemarkOptions options,
      Clock clock)
      throws IOException {
    try (ObjectStore input = ObjectStores.open(plan.watch().input(), options)) {
      // A missing bucket or wrong key is told now, not from a worker.
      if (input.list("", "", 1).isEmpty()) {
        LOG.warn("There is nothing in {} yet. Is --input right?", input.uri());
      }
    }
    var writer = new Writer(options.getRunner().getSimpleName(), run, UUID.randomUUID().toString());
    return log.openOrCreate(plan.identity(index), writer, clock.instant());
  }

  /**
   * Waits for the end of the run, telling about once a second how it gets on.
   *
   * @throws RuntimeException the failure of the pipeline, when it failed
   */
  public void await(Consumer<RunProgress> tell) throws IOException {
    await(TICK, tell);
  }

  /** The same, telling about as often as {@code tick}. */
  public void await(Duration tick, Consumer<RunProgress> tell) throws IOException {
    while (!over) {
      over = execution.ended(tick);
      look();
      tell.accept(RunProgress.between(first, newest, clock.instant()));
      if (!over) {
        endIfStopped();
      }
    }
  }

  /**
   * Asks the run to stop: it looks for nothing more, publishes what it has found, and ends; {@link
   * #await} returns then. What takes too long is left to the next run.
   *
   * @throws IOException when the run cannot be asked; then it was stopped where it was
   */
  public synchronized void askToStop() throws IOException {
    if (over || stopAsked != null) {
      return;
    }
    stopAsked = clock.instant();
    LOG.info("Stopping: what is found is published, and no more is looked for");
    try {
      new StopMarkers(output).ask(run, clock.instant());
    } catch (StoreException e) {
      stop();
      throw e;
    }
  }

  /** Ends the engine when there is nothing left to commit, or when that takes too long. */
  private void endIfStopped() throws IOException {
    Instant now = clock.instant();
    Instant asked = stopAsked;
    if (run.equals(newest.progress().stopped())) {
      stop();
    } else if (asked != null && Duration.between(asked, now).compareTo(LAST_WORK) > 0) {
      LOG.warn("What was found is not committed after {}; the next run goes on with it", LAST_WORK);
      stop();
    } else if (asked == null && deadline != null && !now.isBefore(deadline)) {
      askToStop();
    }
  }

  private void look() throws IOException {
    try {
      newest = new SnapshotLog(output).newestHeadFrom(newest);
    } catch (IOException e) {
      LOG.debug("Cannot tell how the run gets on", e);
      return; // The run itself may do better, or will tell.
    }
    requireWhole();
  }

  private void requireWhole() throws IOException {
    if (newest.gaveUpSince(first.version())) {
      throw new IOException(
          "Cannot go on with the index in "
              + output.uri()
              + ": a snapshot this run built on was damaged, and another run went on from one before"
              + " it. Start this run again: it takes what is missing.");
    }
  }

  /** Stops the run where it is. What is committed is committed; the next run goes on from there. */
  public void stop() throws IOException {
    if (!over) {
      execution.stop();
      over = true;
    }
  }

  /**
   * How many elements the engine dropped as late in this run, as far as it tells: none, when all is
   * well. What was dropped is not committed, and the next run takes it.
   */
  public long dropped() {
    return execution.dropped();
  }

  /** Stops the run if it goes on, and lets go of the engine and the stores. */
  @Override
  public void close() throws IOException {
    try (output;
        session) {
      stop();
      forgetStopMarker();
      if (dropped() > 0) {
        LOG.error(
            "The engine dropped {} elements as late, which it never should. Their objects are not"
                + " committed: run again, and they are",
            dropped());
      }
    }
  }

  private void forgetStopMarker() {
    if (stopAsked == null) {
      return;
    }
    try {
      new StopMarkers(output).forget(run);
    } catch (StoreException e) {
      LOG.debug("A stop marker stays; it concerns this run alone", e);
    }
  }
}
