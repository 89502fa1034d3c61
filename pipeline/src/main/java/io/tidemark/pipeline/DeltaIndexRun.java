package io.tidemark.pipeline;

import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.Debt;
import io.tidemark.publish.KnownHead;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the pipeline, from the options to its end. */
public final class DeltaIndexRun implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaIndexRun.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final ObjectStore output;
  private final SnapshotLog log;
  private final SnapshotHead first;
  private final EngineSession session;
  private final Execution execution;
  private final Clock clock;
  private final PlannedStop stop;
  private volatile boolean over;

  /** Whether the run was stopped where it was, as its user wished. */
  private volatile boolean cut;

  /** Why not all it found is committed. */
  private volatile @Nullable UnfinishedRunException unfinished;

  private SnapshotHead newest;

  DeltaIndexRun(
      ObjectStore output,
      SnapshotHead first,
      EngineSession session,
      Execution execution,
      Clock clock,
      PlannedStop stop) {
    this.output = output;
    this.log = new SnapshotLog(output);
    this.first = first;
    this.newest = first;
    this.session = session;
    this.execution = execution;
    this.clock = clock;
    this.stop = stop;
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
      KnownHead known = KnownHead.of(found);
      StopMarkers markers = new StopMarkers(output);
      String before = markers.any();
      RunSettings settings =
          new RunSettings(
              plan.watch(),
              new SnapshotResume(plan.output(), plan.resumes(), run, known),
              new RunSupervision(plan.output(), run, before),
              index,
              plan.shards(),
              plan.window(),
              new PublishDeltas.Settings(
                  plan.output(), index, plan.shards(), plan.watch().late().lateness(), run, clock),
              known);
      Engine engine = Engines.of(options);
      RunKind kind = plan.kind(engine);
      engine.risks(options, plan).forEach(risk -> LOG.warn("{}", risk));
      PlannedStop stop = new PlannedStop(plan, run, markers, before, clock.instant());
      LOG.info("Run {} ({}) continues version {} of {}", run, kind, found.version(), plan.output());
      tellOfDebt(plan, found);
      session = engine.open(options, kind);
      Execution execution = Execution.start(plan, kind, settings, options, session, clock);
      return new DeltaIndexRun(output, found, session, execution, clock, stop);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, session, output);
      throw e;
    }
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
   * @throws UnfinishedRunException when it has ended, and not all it found is committed, unless it
   *     was stopped with {@link #stop}
   * @throws io.tidemark.publish.DamagedFileException when the newest snapshot is damaged
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
    requireAllCommitted();
  }

  /**
   * Asks the run to stop: it looks for nothing more, publishes what it has found, and ends; {@link
   * #await} returns then. What takes too long is left to the next run; so is all that is not
   * committed yet when the run cannot be asked: {@link #await} says so.
   */
  public synchronized void askToStop() {
    if (over) {
      return;
    }
    try {
      stop.ask(clock.instant());
    } catch (StoreException e) {
      giveUp(
          "it cannot be asked to stop, and was stopped where it was (" + e.getMessage() + ")", e);
    }
  }

  /** Ends the engine when there is nothing left to commit, or when that takes too long. */
  private void endIfStopped() throws IOException {
    Instant now = clock.instant();
    stop.look(now);
    if (stop.done(newest) || (stop.overdue(now) && stop.told(log, first))) {
      end();
    } else if (stop.overdue(now)) {
      giveUp("it was asked to stop, and is not done after " + PlannedStop.LAST_WORK, null);
    } else if (stop.due(now)) {
      askToStop();
    }
  }

  private void giveUp(String reason, @Nullable Exception cause) {
    UnfinishedRunException why = new UnfinishedRunException(reason, cause);
    unfinished = why;
    try {
      end();
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
      over = true;
    }
  }

  private void requireAllCommitted() throws IOException {
    if (dropped() > 0) {
      throw new UnfinishedRunException(
          "the engine dropped " + dropped() + " elements as late, which it never should", null);
    }
    if (unfinished != null) {
      throw unfinished;
    }
    if (!cut && !stop.done(newest) && !stop.keptBy(log, first, clock.instant())) {
      throw new UnfinishedRunException(
          "it has ended as it was asked to, and the snapshot log does not tell that all is done",
          null);
    }
  }

  private void look() throws IOException {
    try {
      newest = log.newestHeadFrom(newest);
    } catch (DamagedFileException e) {
      throw e; // Only a start heals: an engine that starts its work again by itself never would.
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
    cut = true;
    end();
  }

  private void end() throws IOException {
    if (!over) {
      execution.stop(stop.patience(clock.instant()));
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
      end();
      stop.forget();
    }
  }
}
