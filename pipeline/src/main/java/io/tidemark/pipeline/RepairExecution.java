package io.tidemark.pipeline;

import io.tidemark.changes.watch.DebtWatch;
import io.tidemark.changes.watch.PolledPartitions;
import io.tidemark.changes.watch.ResumePoint;
import io.tidemark.changes.watch.Supervision;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off what an index owes: bounded pipelines one after the other, each as large as a poll may
 * be, until nothing is owed. What each starts from is read from the log, so it may die anywhere.
 */
final class RepairExecution implements Execution {
  private static final Logger LOG = LoggerFactory.getLogger(RepairExecution.class);
  private static final int MOST_IN_VAIN = 3;

  private final TidemarkOptions options;
  private final EngineSession session;
  private final Clock clock;
  private final Supervision.Line line;
  private final DebtWatch watch;
  private RunSettings settings;
  private @Nullable PipelineResult current;
  private @Nullable ResumePoint before;
  private int pieces;
  private int inVain;
  private long dropped;

  private RepairExecution(
      RunSettings settings,
      TidemarkOptions options,
      EngineSession session,
      Clock clock,
      Supervision.Line line,
      DebtWatch watch) {
    this.settings = settings;
    this.options = options;
    this.session = session;
    this.clock = clock;
    this.line = line;
    this.watch = watch;
  }

  static RepairExecution start(
      RunSettings settings, TidemarkOptions options, EngineSession session, Clock clock)
      throws IOException {
    DebtWatch watch = DebtWatch.open(settings.watch(), options);
    Supervision.Line line = settings.supervision().open(options);
    return new RepairExecution(settings, options, session, clock, line, watch);
  }

  @Override
  public boolean ended(Duration patience) throws IOException {
    if (current == null) {
      current = line.stopAsked(clock.instant()) ? null : next();
      if (current == null) {
        close();
        return true;
      }
    }
    if (session.ended(current, patience)) {
      dropped += session.dropped(current).orElse(0);
      current = null;
    }
    return false;
  }

  /** Starts the next piece of work; null when nothing is owed. */
  private @Nullable PipelineResult next() throws IOException {
    ResumePoint committed = settings.resume().committed(options);
    if (committed == null || committed.debt().isEmpty()) {
      LOG.info(
          pieces == 0
              ? "Nothing is owed: there is nothing to repair"
              : "All that was owed is repaired");
      return null;
    }
    inVain = committed.equals(before) ? inVain + 1 : 0;
    if (inVain == MOST_IN_VAIN) {
      throw new IOException(
          "Cannot repair "
              + committed.debt()
              + ": "
              + MOST_IN_VAIN
              + " pipelines in a row have committed nothing of it. What was repaired before is"
              + " committed; the log of the engine may tell more");
    }
    before = committed;
    PolledPartitions polled = watch.next(committed, clock.instant());
    if (polled == null) {
      return null;
    }
    pieces++;
    Pipeline pipeline = Pipeline.create(options);
    DeltaIndexPipeline.build(pipeline, polled, settings);
    settings = settings.afterFirst();
    return session.run(pipeline);
  }

  @Override
  public long dropped() {
    return dropped;
  }

  @Override
  public void stop(Duration patience) throws IOException {
    if (current != null) {
      session.stop(current, patience);
    }
    close();
  }

  private void close() {
    watch.close();
    line.close();
  }
}
