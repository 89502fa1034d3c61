package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.CatalogueGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Partitions that lie further apart than Beam's allowed lateness, all there when the run starts:
 * the watermark steps over a window and its garbage collection at once, and then Flink fires an
 * empty pane after the full one.
 */
class FlinkCatchUpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> DAYS = List.of("2026-05-04", "2026-05-09", "2026-05-14");

  @TempDir Path scratch;

  @Test
  void windows_that_are_behind_are_published_once_each() throws Exception {
    for (String day : DAYS) {
      Path object = scratch.resolve("input/dt=" + day + "/hr=18/mi=00/a.jsonl");
      Files.createDirectories(object.getParent());
      Files.writeString(object, "{\"id\":\"" + day + "\",\"version\":1,\"headline\":\"a\"}\n");
    }

    Snapshot newest = run();

    assertThat(newest.version(), is(1L + DAYS.size()));
    assertThat(newest.layers().stream().map(LayerRef::id).distinct().count(), is(3L));
    assertThat(newest.progress().totals().objects(), is(3L));
    assertThat(newest.progress().totals().upserts(), is(3L));
  }

  private Snapshot run() throws IOException {
    Path settings = Files.writeString(scratch.resolve("i.yaml"), CatalogueGenerator.indexYaml());
    List<String> arguments =
        List.of(
            "--runner=flink",
            "--pollEvery=50ms",
            "--settle=200ms",
            "--input=" + scratch.resolve("input"),
            "--output=" + scratch.resolve("output"),
            "--index=" + settings);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (ObjectStore output =
            ObjectStores.open(
                scratch.resolve("output").toString(), PipelineOptionsFactory.create());
        DeltaIndexRun run = DeltaIndexRun.start(OptionParser.parse(arguments), Clock.systemUTC())) {
      SnapshotLog log = new SnapshotLog(output);
      run.await(
          progress -> {
            if (progress.objects() == DAYS.size() || System.nanoTime() > deadline) {
              stop(run);
            }
          });
      return log.newest().orElseThrow();
    }
  }

  private static void stop(DeltaIndexRun run) {
    try {
      run.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
