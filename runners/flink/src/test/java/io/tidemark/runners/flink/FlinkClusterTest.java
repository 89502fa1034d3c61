package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.changes.read.FormatFiles;
import io.tidemark.cli.Tidemark;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.Totals;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.EmbeddedS3;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on a cluster of real processes, one of which dies. Needs the jar: after packaging. */
class FlinkClusterTest {
  private static final Path ADS = Path.of("../../testdata/ads-small");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");

  /** What every runner makes of the ads: see the golden file of the acceptance suites. */
  private static final String DIGEST =
      "digest c8e4bbada5468a0cbf2bb9026c840dcf3125d774f18738c85fddf33360470ed2 docs 67"
          + " postings 2339";

  /** These close the partitions up to 18:30; the next to arrive belongs to 18:10. */
  private static final int FIRST = 5;

  private static final int ALL = 12;

  @TempDir static Path state;
  private static FlinkCluster cluster;

  @TempDir Path scratch;
  private EmbeddedS3 s3;

  @BeforeAll
  static void start() throws Exception {
    cluster = FlinkCluster.start(state, 3);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void open() {
    s3 = EmbeddedS3.start();
    s3.createBucket("ads");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @Test
  void a_worker_is_lost_and_the_index_is_the_same() throws Exception {
    deliver(0, FIRST);

    String submitted =
        cluster.submit("-d", arguments("s3://ads/live", "--pollEvery=100ms", "--settle=300ms"));
    Matcher job = JOB.matcher(submitted);
    assertThat(submitted, job.find(), is(true));
    await(() -> committed() == FIRST);
    await(() -> metric(job.group(1), "objectsDiscovered") >= FIRST);
    await(() -> metric(job.group(1), "layersCommitted") >= newest().layers().size());
    cluster.killWorker(1);
    deliver(FIRST, ALL);
    await(() -> committed() == ALL && settled());
    cluster.flink("cancel", job.group(1));

    assertThat(digest("s3://ads/live"), is(DIGEST));
    assertThat(newest().progress().totals().objects(), is((long) ALL));
    assertThat(cluster.get("/jobs/" + job.group(1)), containsString("\"state\":\"CANCEL"));
  }

  /** Their libraries come with the jar, some with native code, beside other versions of Flink's. */
  @Test
  void a_cluster_reads_every_format() throws Exception {
    Map<String, byte[]> files = FormatFiles.all();
    try (ObjectStore input = open("s3://ads/changes")) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        input.put("dt=2026-05-04/hr=20/mi=20/" + file.getKey(), file.getValue());
      }
    }

    cluster.submit("", arguments("s3://ads/live", "--until=now"));
    cluster.submit("", arguments("s3://ads/again", "--until=now"));

    Totals totals = newest().progress().totals();
    assertThat(totals.objects(), is((long) files.size()));
    assertThat(totals.upserts(), is(greaterThanOrEqualTo((long) files.size())));
    assertThat(totals.rejected(), is(0L));
    assertThat(digest("s3://ads/again"), is(digest("s3://ads/live")));
  }

  private void deliver(int from, int to) throws IOException {
    List<String> arrivals = Files.readAllLines(ADS.resolve("arrivals.csv"));
    try (ObjectStore input = open("s3://ads/changes")) {
      for (String line : arrivals.subList(1 + from, 1 + to)) {
        String path = line.split(",", 2)[1];
        input.put(path, Files.readAllBytes(ADS.resolve("data").resolve(path)));
      }
    }
  }

  private List<String> arguments(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--input=s3://ads/changes"));
    arguments.add("--output=" + output);
    arguments.add("--index=" + ADS.resolve("index.yaml").toAbsolutePath().normalize());
    arguments.addAll(List.of(more));
    arguments.addAll(s3.beamOptions());
    return arguments;
  }

  private ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, OptionParser.parse(s3.beamOptions()));
  }

  private Snapshot newest() throws IOException {
    try (ObjectStore index = open("s3://ads/live")) {
      return new SnapshotLog(index).newest().orElseThrow();
    }
  }

  private long committed() throws IOException {
    return newest().progress().totals().objects();
  }

  private boolean settled() throws IOException {
    Instant watermark = newest().progress().watermark();
    return watermark != null && !watermark.isBefore(Instant.parse("2026-05-04T19:00:00Z"));
  }

  private String digest(String index) {
    List<String> command =
        new ArrayList<>(
            List.of("digest", "--index=" + index, "--cache=" + scratch.resolve("cache")));
    command.addAll(s3.beamOptions());
    StringWriter out = new StringWriter();
    int exitCode =
        Tidemark.execute(
            new PrintWriter(out), new PrintWriter(out), command.toArray(String[]::new));
    assertThat(out.toString(), exitCode, is(0));
    return out.toString().strip();
  }

  /** What a metric of ours adds up to over all subtasks of the job, as Flink's REST tells it. */
  private double metric(String job, String name) throws IOException, InterruptedException {
    double sum = 0;
    for (String vertex : all("\"id\":\"([0-9a-f]{32})\"", cluster.get("/jobs/" + job))) {
      String metrics = "/jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
      for (String id : all("\"id\":\"([^\"]*tidemark_" + name + ")\"", cluster.get(metrics))) {
        String values = cluster.get(metrics + "?get=" + id.replace(" ", "%20") + "&agg=sum");
        assertThat(values, startsWith("["));
        sum += all("\"sum\":([0-9.E]+)", values).stream().mapToDouble(Double::valueOf).sum();
      }
    }
    return sum;
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static void await(Callable<Boolean> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!wanted.call()) {
      assertThat("in time", System.nanoTime() < deadline, is(true));
      never.await(200, TimeUnit.MILLISECONDS);
    }
  }
}
