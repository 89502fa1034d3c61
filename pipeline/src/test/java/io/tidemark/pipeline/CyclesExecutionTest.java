package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.changes.watch.ResumeSource;
import io.tidemark.changes.watch.Supervision;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.Publish;
import io.tidemark.publish.KnownHead;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CyclesExecutionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void cycle_that_does_not_end_in_time_is_cancelled() throws Exception {
    HangingSession engine = new HangingSession();
    Path partition = Files.createDirectories(folder.resolve("in/p=20260504"));
    Files.writeString(partition.resolve("a.jsonl"), "{}\n");
    CyclesExecution cycles =
        CyclesExecution.start(
            settings(), SECOND, OptionParser.parse(List.of()), engine, Clock.systemUTC());
    engine.started.await();

    boolean ended = cycles.ended(Duration.ofMillis(1));
    cycles.stop(Duration.ofMillis(1));

    assertThat(ended, is(false));
    assertThat(engine.cancelled.get(), is(sameInstance(HangingSession.RESULT)));
    assertThat(engine.interrupted.await(30, TimeUnit.SECONDS), is(true));
  }

  private RunSettings settings() throws IOException {
    IndexSettings index = IndexYaml.parse("fields: {title: {type: text}}", "index.yaml");
    WatchSettings watch =
        WatchSettings.of(
                folder.resolve("in").toString(),
                PartitionLayout.of("p={yyyyMMdd}", Duration.ofDays(1)))
            .withPublish(Publish.ARRIVAL);
    return new RunSettings(
        watch,
        ResumeSource.NONE,
        Supervision.NONE,
        index,
        1,
        SECOND,
        new PublishDeltas.Settings(
            folder.resolve("out").toString(), index, 1, SECOND, "r1", Clock.systemUTC()),
        KnownHead.NONE);
  }

  /** An engine on which no pipeline ever ends. */
  private static final class HangingSession implements EngineSession {
    static final PipelineResult RESULT = new Unending();

    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final AtomicReference<PipelineResult> cancelled = new AtomicReference<>();

    @Override
    public PipelineResult run(Pipeline pipeline) {
      return RESULT;
    }

    @Override
    public boolean ended(PipelineResult result, Duration patience) {
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new IllegalStateException("Interrupted", e);
      }
      return false;
    }

    @Override
    public void stop(PipelineResult result, Duration patience) {
      cancelled.set(result);
    }

    @Override
    public OptionalLong dropped(PipelineResult result) {
      return OptionalLong.empty();
    }
  }

  private static final class Unending implements PipelineResult {
    @Override
    public State getState() {
      return State.RUNNING;
    }

    @Override
    public State cancel() {
      return State.RUNNING;
    }

    @Override
    public State waitUntilFinish(org.joda.time.Duration duration) {
      return State.RUNNING;
    }

    @Override
    public State waitUntilFinish() {
      return State.RUNNING;
    }

    @Override
    public MetricResults metrics() {
      throw new UnsupportedOperationException("None");
    }
  }
}
