package io.tidemark.pipeline;

import io.tidemark.changes.watch.PartitionWatch;
import io.tidemark.changes.watch.PolledPartitions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/**
 * Cycles on a thread of their own, one after the other, until all is done, one fails, or they are
 * stopped. A cycle that has started is finished, unless that takes longer than there is time.
 */
final class CyclesExecution implements Execution {
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  /** How long an engine may take to cancel a cycle that has not ended in time. */
  private static final Duration TO_CANCEL = Duration.ofSeconds(10);

  private final Duration every;
  private final TidemarkOptions options;
  private final EngineSession session;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicLong dropped = new AtomicLong();
  private RunSettings settings;

  /** The pipeline of a cycle that has started. */
  private volatile @Nullable PipelineResult running;

  /** Whether the failure of the loop was thrown: who stops it then must not meet it again. */
  private volatile boolean failureTold;

  private final FutureTask<Void> loop = new FutureTask<>(this::loop);

  private CyclesExecution(
      RunSettings settings,
      Duration every,
      TidemarkOptions options,
      EngineSession session,
      Clock clock) {
    this.settings = settings;
    this.every = every;
    this.options = options;
    this.session = session;
    this.clock = clock;
  }

  static CyclesExecution start(
      RunSettings settings,
      Duration every,
      TidemarkOptions options,
      EngineSession session,
      Clock clock) {
    CyclesExecution cycles = new CyclesExecution(settings, every, options, session, clock);
    Thread thread = new Thread(cycles.loop, "tidemark-cycles");
    thread.setDaemon(true);
    thread.start();
    return cycles;
  }

  private @Nullable Void loop() throws IOException, InterruptedException {
    try (PartitionWatch watch =
        PartitionWatch.open(
            settings.watch(),
            settings.resume(),
            settings.window(),
            settings.supervision(),
            options)) {
      Cycles cycles = new Cycles(watch, every, polled -> publish(polled, watch));
      Duration pause = Duration.ZERO;
      while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Instant now = clock.instant();
        Duration rest = cycles.step(now);
        if (rest == null) {
          return null;
        }
        Duration spent = Duration.between(now, clock.instant());
        pause = spent.isNegative() ? rest : rest.minus(spent); // Negative: no pause at all.
      }
      return null;
    }
  }

  private void publish(PolledPartitions polled, PartitionWatch watch) {
    Pipeline pipeline = Pipeline.create(options);
    DeltaIndexPipeline.build(pipeline, polled, settings);
    settings = settings.afterFirst();
    PipelineResult result = session.run(pipeline);
    running = result;
    boolean ended = false;
    while (!ended) {
      ended = session.ended(result, SIGN_OF_LIFE);
      watch.beat(clock.instant());
    }
    running = null;
    dropped.addAndGet(session.dropped(result).orElse(0));
  }

  @Override
  public boolean ended(Duration patience) throws IOException {
    try {
      loop.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a cycle", e);
    } catch (ExecutionException e) {
      failureTold = true;
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A cycle failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  @Override
  public void stop(Duration patience) throws IOException {
    stopping.countDown();
    if (failureTold || ended(patience)) {
      return;
    }
    PipelineResult rest = running;
    loop.cancel(true);
    if (rest != null) {
      session.stop(rest, TO_CANCEL);
    }
  }
}
