package io.tidemark.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingSessionTest {
  private static final Set<Long> SEEN = ConcurrentHashMap.newKeySet();
  private static CountDownLatch enough = new CountDownLatch(10);

  @TempDir Path folder;

  @Test
  void every_start_has_checkpoints_of_its_own_and_leaves_none() throws Exception {
    List<String> used = new ArrayList<>();

    for (int start = 0; start < 2; start++) {
      SEEN.clear();
      enough = new CountDownLatch(10);
      SparkPipelineOptions options = options("--checkpointDir=" + folder);
      try (EngineSession session = new SparkEngine().open(options, RunKind.STREAMING)) {
        used.addAll(streamed(session, options));
      }
    }

    assertThat(used, hasSize(2));
    assertThat(used.get(0), startsWith("tidemark-"));
    assertThat(used.get(1), is(not(used.get(0))));
    assertThat(entries(), hasSize(0));
    assertThat(SEEN.containsAll(List.of(0L, 1L, 2L, 3L)), is(true));
  }

  @Test
  void a_stream_on_a_cluster_must_be_told_where_its_checkpoints_go() {
    SparkPipelineOptions options = options("--sparkMaster=spark://nowhere:7077");

    UsageException refused =
        assertThrows(
            UsageException.class, () -> new SparkEngine().open(options, RunKind.STREAMING));

    assertThat(refused.getMessage(), containsString("without --checkpointDir=URI"));
  }

  @Test
  void what_the_user_says_goes_before_the_defaults() throws IOException {
    SparkPipelineOptions told = options("--batchIntervalMillis=500", "--maxRecordsPerBatch=7");
    SparkPipelineOptions untold = options();

    for (SparkPipelineOptions options : List.of(told, untold)) {
      new SparkEngine().open(options, RunKind.STREAMING).close();
    }

    assertThat(told.getBatchIntervalMillis(), is(500L));
    assertThat(told.getMinReadTimeMillis(), is(100L));
    assertThat(told.getMaxRecordsPerBatch(), is(7L));
    assertThat(untold.getBatchIntervalMillis(), is(1000L));
    assertThat(untold.getMinReadTimeMillis(), is(200L));
    assertThat(untold.getMaxRecordsPerBatch(), is(1000L));
  }

  private List<String> streamed(EngineSession session, SparkPipelineOptions options)
      throws Exception {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new SeeFn()));
    PipelineResult result = session.run(pipeline);
    try {
      if (!enough.await(2, TimeUnit.MINUTES)) {
        throw new AssertionError("Only " + SEEN + " came within two minutes");
      }
      return entries();
    } finally {
      session.stop(result, Duration.ofMinutes(2));
    }
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static SparkPipelineOptions options(String... arguments) {
    SparkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(arguments).as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    return options;
  }

  private static final class SeeFn extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void see(@Element Long number) {
      SEEN.add(number);
      enough.countDown();
    }
  }
}
