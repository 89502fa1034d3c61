package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkSessionTest {
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final CountDownLatch WORKING = new CountDownLatch(1);

  private static final Queue<Integer> LENGTHS = new ConcurrentLinkedQueue<>();

  @Test
  void stopped_pipeline_has_torn_everything_down() throws Exception {
    PipelineOptions options = PipelineOptionsFactory.create();
    FlinkEngine engine = new FlinkEngine();
    options.setRunner(engine.runner());
    try (EngineSession session = engine.open(options, RunKind.STREAMING)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new Counted()));
      PipelineResult result = session.run(pipeline);
      assertThat(WORKING.await(300, TimeUnit.SECONDS), is(true));
      assertThat(session.ended(result, Duration.ZERO), is(false));

      session.stop(result, Duration.ofMinutes(2));

      assertThat(result.getState(), is(PipelineResult.State.CANCELLED));
      assertThat(OPENED.get(), is(greaterThan(0)));
      assertThat(OPEN.get(), is(0));
    }
  }

  @Test
  void a_job_that_someone_else_cancelled_has_not_done_its_work() throws Exception {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    try (EngineSession session = new FlinkEngine().open(options, RunKind.STREAMING)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(GenerateSequence.from(0));
      PipelineResult result = session.run(pipeline);

      result.cancel();
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> session.ended(result, Duration.ofMinutes(2)));

      assertThat(e.getMessage(), containsString("was cancelled from elsewhere"));
    }
  }

  @Test
  void elements_larger_than_a_sort_buffer_are_grouped(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("config.yaml"), "taskmanager.memory.managed.size: 16m\n");
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkConfDir(folder.toString());
    try (EngineSession session = new FlinkEngine().open(options, RunKind.BATCH)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline
          .apply(Create.of(3 << 20, 1, 20 << 20))
          .apply(ParDo.of(new Zeros()))
          .apply(GroupByKey.create())
          .apply(ParDo.of(new Lengths()));

      session.ended(session.run(pipeline), Duration.ofMinutes(2));

      assertThat(LENGTHS, containsInAnyOrder(3 << 20, 1, 20 << 20));
    }
  }

  static final class Zeros extends DoFn<Integer, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Integer length, OutputReceiver<KV<Integer, byte[]>> out) {
      out.output(KV.of(0, new byte[length]));
    }
  }

  static final class Lengths extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<byte[]>> grouped) {
      grouped.getValue().forEach(bytes -> LENGTHS.add(bytes.length));
    }
  }

  static final class Counted extends DoFn<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Setup
    public void setup() {
      OPEN.incrementAndGet();
      OPENED.incrementAndGet();
    }

    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> out) {
      WORKING.countDown();
      out.output(element);
    }

    @Teardown
    public void teardown() {
      OPEN.decrementAndGet();
    }
  }
}
