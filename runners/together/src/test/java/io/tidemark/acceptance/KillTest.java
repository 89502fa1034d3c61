package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.acceptance.KillRound.Lived;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.EmbeddedS3;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real processes that are killed, a real S3 server, a hostile stream that lands meanwhile, and a
 * reader that looks all the time: nobody ever sees what must not be, and in the end the index is
 * what one run makes of it that nothing disturbed.
 *
 * <p>{@code -Dtidemark.kills=100} is the long form, {@code -Dtidemark.seed=N} with the same number
 * of kills repeats what was drawn.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("tidemark.kills", 6);
  private static final long SEED = Long.getLong("tidemark.seed", new Random().nextLong());

  /** More would leave too few files for each life. */
  private static final int MOST_KILLS_OF_AN_INDEX = 20;

  private static final List<String> PUBLISH = List.of("arrival", "partition", "either");

  @TempDir static Path shared;
  private static EmbeddedS3 s3;
  private static KillStream stream;
  private static final SortedMap<String, Integer> HITS = new TreeMap<>();

  @TempDir Path scratch;

  /**
   * One index.
   *
   * @param number counted from 1
   * @param kills of its processes
   * @param seed of all that is drawn
   * @param publish as in the option, or {@code either} for another in each life
   */
  record Round(int number, int kills, long seed, String publish) {}

  static Stream<Round> rounds() {
    Random random = new Random(SEED);
    int rounds = (KILLS + MOST_KILLS_OF_AN_INDEX - 1) / MOST_KILLS_OF_AN_INDEX;
    int first = random.nextInt(PUBLISH.size());
    return IntStream.range(0, rounds)
        .mapToObj(
            i ->
                new Round(
                    i + 1,
                    KILLS * (i + 1) / rounds - KILLS * i / rounds,
                    random.nextLong(),
                    PUBLISH.get((first + i) % PUBLISH.size())));
  }

  @BeforeAll
  static void run_without_a_kill() throws IOException {
    KillRound.tell("-Dtidemark.kills=%d -Dtidemark.seed=%d repeats this", KILLS, SEED);
    s3 = EmbeddedS3.start();
    if (Corpus.available("tldr-small-hostile")) {
      Path settings = shared.resolve("corpus.yaml");
      try (InputStream yaml = RunnerSuite.class.getResourceAsStream("corpus-index.yaml")) {
        Files.write(settings, Objects.requireNonNull(yaml).readAllBytes());
      }
      Corpus corpus = Corpus.unpack("tldr-small-hostile", shared.resolve("corpora"));
      stream = KillStream.of(corpus, settings, "body", shared);
    } else {
      Path settings = Files.writeString(shared.resolve("ads.yaml"), CatalogueGenerator.indexYaml());
      stream = KillStream.of(generated(), settings, "description", shared);
    }
  }

  @AfterAll
  static void stop() {
    KillRound.tell("kills by what they hit: %s", HITS);
    s3.close();
  }

  private static Corpus generated() throws IOException {
    Path folder = shared.resolve("generated");
    new CatalogueGenerator(
            new GeneratorSettings(
                11,
                new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 30),
                new Volume(2_000, 500, 4, Compression.GZIP),
                new Disorder(0.15, 3, 0.1, 0.01)))
        .writeTo(folder);
    return new Corpus(folder, Duration.ofMinutes(10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rounds")
  void nobody_sees_a_kill(Round round) throws Exception {
    Site site = Site.on(s3, "round-" + round.number());

    List<Lived> lives = KillRound.play(round, stream, s3, site, scratch, HITS);

    BuiltIndex index = new BuiltIndex(site, scratch);
    CommitHistory history = CommitHistory.of(site);
    assertThat(index.digest(), is(stream.digest()));
    assertThat(history.faults(continued(lives)), is(empty()));
    assertThat(readAgain(lives, history), is(empty()));
    Exact.atEndWithOrphans(index, stream.corpus(), stream.field());
    KillRound.tell("files nobody sees: %s", Leftovers.of(site));
  }

  private static Map<String, Long> continued(List<Lived> lives) {
    Map<String, Long> continued = new HashMap<>();
    lives.forEach(life -> continued.put(life.run(), life.version()));
    return continued;
  }

  /** Objects a run read though they were committed when it started. */
  private static List<String> readAgain(List<Lived> lives, CommitHistory history) {
    List<String> faults = new ArrayList<>();
    Set<String> before = new HashSet<>();
    int redone = 0;
    for (Lived life : lives) {
      for (String object : life.read()) {
        redone += before.add(object) ? 0 : 1;
        Long committed = history.objects().get(object);
        if (committed != null && committed <= life.version()) {
          faults.add(
              object
                  + ", committed with version "
                  + committed
                  + ", is read again by "
                  + life.run()
                  + ", which continued version "
                  + life.version());
        }
      }
    }
    KillRound.tell("%d files, %d of them read again after a kill", before.size(), redone);
    return faults;
  }
}
