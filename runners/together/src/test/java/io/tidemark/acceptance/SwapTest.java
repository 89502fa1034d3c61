package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One stream of changes, taken by one engine after the other: each is stopped or killed at some
 * point of its work while files land, and the next one goes on from the snapshot log.
 */
class SwapTest {
  private static final List<String> ENGINES = List.of("direct", "flink", "spark", "direct");

  /** The kill test has more of them. */
  private static final int ROUNDS = Integer.getInteger("tidemark.rounds", 1);

  private static final int MILLIS_BETWEEN_FILES = 150;

  @TempDir static Path shared;
  private static Corpus stream;
  private static Path settings;
  private static String digest;

  @TempDir Path scratch;

  /** Drawn anew for each build; {@code -Dtidemark.seed} repeats one. */
  static LongStream seeds() {
    Long given = Long.getLong("tidemark.seed");
    return given == null ? new Random().longs(ROUNDS) : LongStream.of(given);
  }

  @BeforeAll
  static void run_without_a_stop() throws IOException {
    settings = Files.writeString(shared.resolve("ads.yaml"), CatalogueGenerator.indexYaml());
    Path folder = shared.resolve("generated");
    new CatalogueGenerator(
            new GeneratorSettings(
                11,
                new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 28),
                new Volume(300, 200, 3, Compression.GZIP),
                new Disorder(0.15, 3, 0.1, 0)))
        .writeTo(folder);
    stream = new Corpus(folder, Duration.ofMinutes(10));
    Site site = new Site(stream.data().toString(), shared.resolve("out").toString(), List.of());
    CommandRun.of(
            site.running(
                "run", "--runner=direct", "--index=" + settings, "--lateness=6h", "--until=now"))
        .succeeded();
    digest = new BuiltIndex(site, shared).digest();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_engine_goes_on_where_another_ended(long seed) throws Exception {
    String repeat = "-Dtidemark.seed=" + seed;
    tell(repeat);
    Site site = Site.local(scratch);
    Random random = new Random(seed);

    for (int i = 0; i < ENGINES.size(); i++) {
      leg(i, site, random);
    }

    BuiltIndex index = new BuiltIndex(site, scratch);
    JsonNode status = index.status();
    assertThat(repeat, index.digest(), is(digest));
    CommitHistory history = CommitHistory.of(site);
    assertThat(repeat, history.faults(), is(empty()));
    assertThat(repeat, history.idle(ENGINES), is(empty()));
    assertThat(repeat, status.at("/objects/all").asInt(), is(stream.arrivals().size()));
    assertThat(repeat, status.at("/records/all").asLong(), is(stream.records()));
    assertThat(repeat, status.at("/pendingReceipts").asInt(), is(0));
    assertThat(repeat, status.get("addsUp").asBoolean(), is(true));
    assertThat(repeat, index.verdict(), is("no fault found"));
  }

  /** One engine's part; its share of the files lands meanwhile. */
  private void leg(int number, Site site, Random random) throws Exception {
    String engine = ENGINES.get(number);
    List<String> options =
        site.running(
            "--runner=" + engine,
            "--index=" + settings,
            "--pollEvery=50ms",
            "--settle=200ms",
            "--every=100ms",
            "--lateness=6h");
    List<Corpus.Arrival> all = stream.arrivals();
    int from = all.size() * number / ENGINES.size();
    int to = all.size() * (number + 1) / ENGINES.size();
    Path log = scratch.resolve(number + "-" + engine + ".log");
    try (ObjectStore output = site.open(site.output());
        Landing landing = Landing.of(stream, site, all.subList(from, to));
        EngineProcess process = EngineProcess.start(options, log)) {
      landing.go(to - from, () -> MILLIS_BETWEEN_FILES);
      Growth growth = new Growth(output);
      Intake landed = Intake.of(all.subList(0, to).stream().map(Corpus.Arrival::path).toList());
      if (to == all.size()) {
        process.await("the end", growth, () -> landing.over() && growth.taken(landed));
        process.stop();
      } else {
        int commits = 1 + random.nextInt(3);
        process.await(commits + " commits", growth, () -> growth.commits() >= commits);
        String folder = List.of("shards/", "layers/", "snapshots/").get(random.nextInt(3));
        long files = growth.count(folder) + 1 + random.nextInt(4);
        process.await(
            "something in " + folder,
            growth,
            () -> growth.count(folder) >= files || (landing.over() && growth.taken(landed)));
        process.goOn(Duration.ofMillis(random.nextInt(100)));
        if (random.nextInt(3) > 0) {
          process.kill();
        } else {
          process.stop();
        }
      }
      landing.await();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void tell(String seed) {
    System.out.println("A swap of engines: " + seed);
  }
}
