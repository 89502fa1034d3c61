package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class FlinkSessionTest {
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final CountDownLatch WORKING = new CountDownLatch(1);

  @Test
  void stopped_pipeline_has_torn_everything_down() throws Exception {
    PipelineOptions options = PipelineOptionsFactory.create();
    FlinkEngine engine = new FlinkEngine();
    options.setRunner(engine.runner());
    try (EngineSession session = engine.open(options, RunKind.STREAMING)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new Counted()));
      PipelineResult result = session.run(pipeline);
      assertThat(WORKING.await(60, TimeUnit.SECONDS), is(true));
      assertThat(session.ended(result, Duration.ZERO), is(false));

      session.stop(result);

      assertThat(result.getState(), is(PipelineResult.State.CANCELLED));
      assertThat(OPENED.get(), is(greaterThan(0)));
      assertThat(OPEN.get(), is(0));
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
