package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Progress;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.EmbeddedS3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two pipelines on one output at once, over and over: whoever wins a version, the index is the same
 * and no layer is lost. {@code -Dtidemark.seed=N} repeats a round.
 */
public abstract class TwoWritersAcceptance extends RunnerSuite {
  private static final int ROUNDS = Integer.getInteger("tidemark.rounds", 20);

  /** Enough for several windows. */
  private static final int FILES = 8;

  private static EmbeddedS3 s3;

  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));
  private long conflicts;

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void two_runs_on_one_output_make_the_same_index() throws Exception {
    Site calm = Site.local(scratch);
    deliver(calm, ads, ads.arrivals().subList(0, FILES));
    runToNow(calm, catalogueSettings()).succeeded();
    Long given = Long.getLong("tidemark.seed");
    Random random = new Random();
    Site last = calm;

    for (int round = 0; round < (given == null ? ROUNDS : 1); round++) {
      last = round(round, given == null ? random.nextLong() : given, calm);
    }

    assertThat(index(last).verdict(), is("no fault found"));
    if (given == null) {
      assertThat(conflicts, is(greaterThan(ROUNDS / 2L)));
    }
  }

  private Site round(int number, long seed, Site calm) throws Exception {
    String repeat = "-Dtidemark.seed=" + seed;
    Site there = Site.on(s3, "two-" + number);
    Site site = new Site(calm.input(), there.output(), there.arguments());
    Random random = new Random(seed);
    Contention contention = new Contention(seed);
    List<Contention.Writer> writers = List.of(contention.writer(), contention.writer());

    String told = write(site, writers, random);

    long lost = writers.stream().mapToLong(Contention.Writer::conflicts).sum();
    conflicts += lost;
    if (lost > 0) {
      assertThat(repeat, told, containsString(" also writes to "));
    }
    assertThat(repeat, index(site).digest(), is(index(calm).digest()));
    assertThat(repeat, lostLayers(site), is(empty()));
    assertThat(repeat, progress(site).totals().records(), is(progress(calm).totals().records()));
    assertThat(repeat, progress(site).totals().objects(), is((long) FILES));
    assertThat(repeat, progress(site).pending(), is(empty()));
    return site;
  }

  private static Progress progress(Site site) throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      return new SnapshotLog(store).newest().orElseThrow().progress();
    }
  }

  /** Both at once, each in a way of its own. Returns what they told. */
  private String write(Site site, List<Contention.Writer> writers, Random random) throws Exception {
    Path settings = catalogueSettings();
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    List<StoreDoor> doors = new ArrayList<>();
    try {
      List<Future<CommandRun>> runs = new ArrayList<>();
      for (Contention.Writer writer : writers) {
        StoreDoor door = StoreDoor.before(s3.endpoint());
        doors.add(door);
        door.guard(writer);
        String[] options = options(random);
        runs.add(
            threads.submit(
                () -> {
                  try {
                    return runToNow(door.to(site), settings, options);
                  } finally {
                    writer.over();
                  }
                }));
      }
      for (Future<CommandRun> run : runs) {
        run.get().succeeded();
      }
    } finally {
      System.setErr(err);
      threads.shutdownNow();
      for (StoreDoor door : doors) {
        door.close();
      }
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  private static String[] options(Random random) {
    List<String> options = new ArrayList<>(List.of("--pollEvery=20ms", "--settle=20ms"));
    options.add("--publish=" + (random.nextBoolean() ? "arrival" : "partition"));
    options.add("--maxObjectsPerPoll=" + (1 + random.nextInt(6)));
    if (random.nextBoolean()) {
      options.addAll(List.of("--mode=cycles", "--every=20ms"));
    }
    return options.toArray(String[]::new);
  }

  /** Layers that a snapshot has and the next one has not. */
  private static List<String> lostLayers(Site site) throws IOException {
    List<String> lost = new ArrayList<>();
    try (ObjectStore store = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(store);
      long newest = log.newest().orElseThrow().version();
      List<LayerRef> before = List.of();
      for (long version = 1; version <= newest; version++) {
        Snapshot snapshot = log.at(version).orElseThrow();
        for (LayerRef layer : before) {
          if (!snapshot.layers().contains(layer)) {
            lost.add(layer.id() + " is not in version " + version);
          }
        }
        before = snapshot.layers();
      }
    }
    return lost;
  }
}
