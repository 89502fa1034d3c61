package io.tidemark.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.changes.read.FormatFiles;
import io.tidemark.cli.Tidemark;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.EmbeddedS3;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on a cluster of real processes, one of which dies. Needs the jar: after packaging. */
class SparkClusterTest {
  @TempDir Path scratch;
  private EmbeddedS3 s3;
  private SparkCluster cluster;

  @BeforeEach
  void start() throws Exception {
    s3 = EmbeddedS3.start();
    s3.createBucket("ads");
    cluster = SparkCluster.start(scratch.resolve("cluster"), 2);
  }

  @AfterEach
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    s3.close();
  }

  @Test
  void a_run_that_loses_a_worker_makes_the_index_of_a_run_that_lost_none() throws Exception {
    try (ObjectStore input = open("s3://ads/changes");
        ObjectStore index = open("s3://ads/index")) {
      deliver(input);
      Process driver =
          cluster.submit(
              arguments(
                  "s3://ads/index", "--mode=cycles", "--every=200ms", "--maxObjectsPerPoll=2"));

      long versionThen = awaitVersion(index, driver, 4);
      int killed = cluster.killWorker(1);
      assertThat(driver.waitFor(4, TimeUnit.MINUTES), is(true));

      assertThat(cluster.driverLog(), driver.exitValue(), is(0));
      assertThat("a worker and its executor", killed, is(2));
      Snapshot end = new SnapshotLog(index).newest().orElseThrow();
      assertThat(end.version(), is(greaterThan(versionThen)));
      assertThat(end.progress().totals().rejected(), is(0L));
      tidemark(arguments("s3://ads/other"));
      String digest = digest("s3://ads/index");
      assertThat(digest, is(digest("s3://ads/other")));
      assertThat(digest, not(containsString("docs 0")));
    }
  }

  private void deliver(ObjectStore input) throws IOException {
    GeneratorSettings settings =
        new GeneratorSettings(
            11,
            new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 10),
            new Volume(100, 60, 2, Compression.GZIP),
            new Disorder(0.1, 3, 0.1, 0));
    new CatalogueGenerator(settings).writeTo(scratch.resolve("generated"));
    Path data = scratch.resolve("generated/data");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        input.put(data.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    for (Map.Entry<String, byte[]> file : FormatFiles.all().entrySet()) {
      input.put("dt=2026-05-04/hr=19/mi=30/" + file.getKey(), file.getValue());
    }
  }

  private List<String> arguments(String output, String... more) throws IOException {
    Path settings =
        Files.writeString(scratch.resolve("index.yaml"), CatalogueGenerator.indexYaml());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", "--runner=spark", "--until=now", "--input=s3://ads/changes"));
    arguments.addAll(List.of("--output=" + output, "--index=" + settings));
    arguments.addAll(List.of(more));
    arguments.addAll(s3.beamOptions());
    return arguments;
  }

  private ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, OptionParser.parse(s3.beamOptions()));
  }

  private long awaitVersion(ObjectStore index, Process driver, long version) throws Exception {
    while (!driver.waitFor(50, TimeUnit.MILLISECONDS)) {
      long newest = new SnapshotLog(index).newest().map(Snapshot::version).orElse(0L);
      if (newest >= version) {
        return newest;
      }
    }
    throw new AssertionError(
        "The driver ended before version " + version + ":\n" + cluster.driverLog());
  }

  private String digest(String index) {
    List<String> arguments = new ArrayList<>(List.of("digest", "--index=" + index));
    arguments.add("--cache=" + scratch.resolve("cache"));
    arguments.addAll(s3.beamOptions());
    return tidemark(arguments);
  }

  private static String tidemark(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Tidemark.execute(
            new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    assertThat(err.toString(), exitCode, is(0));
    return out.toString();
  }
}
