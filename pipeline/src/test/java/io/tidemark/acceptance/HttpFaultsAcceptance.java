package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.SharedHttpFaults;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@link FaultsAcceptance} shows of stores, shown of the requests of an S3 store: throttling,
 * refused and broken connections, lost answers, bodies cut or garbled, permissions withdrawn.
 *
 * <p>As a rule the first request of each kind fails: all of them in one run where the store must
 * get over it, one a run where it cannot. Every single request in a run of its own with {@code
 * -Dtidemark.faults=all}.
 */
public abstract class HttpFaultsAcceptance extends RunnerSuite {
  private static final boolean ALL = "all".equals(System.getProperty("tidemark.faults"));
  private static final int AT_ONCE = 3;
  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    System.setProperty("aws.maxAttempts", "2");
    s3 = EmbeddedS3.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
    System.clearProperty("aws.maxAttempts");
  }

  /** One run: the same fault at some requests. */
  private record Trial(HttpWay way, List<HttpSite> sites) {}

  @Test
  void request_that_fails_is_got_over_or_stops_a_run_that_the_next_one_repairs() throws Exception {
    Path settings = SmallInput.settings(scratch);
    Site clean = site("clean");
    run(clean, settings).succeeded();
    String digest = read(clean).succeeded();
    List<Trial> trials = trials(HttpSite.of(SharedHttpFaults.faults().sent("/clean"), ALL));

    List<String> wrong = new ArrayList<>();
    AtomicInteger stopped = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Boolean>> runs = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        Trial trial = trials.get(i);
        String bucket = "trial-" + i;
        runs.add(pool.submit(() -> stops(trial, bucket, settings, digest)));
      }
      for (int i = 0; i < trials.size(); i++) {
        try {
          stopped.addAndGet(runs.get(i).get(10, TimeUnit.MINUTES) ? 1 : 0);
        } catch (ExecutionException e) {
          wrong.add(trials.get(i) + ": " + e.getCause());
        }
      }
    } finally {
      pool.shutdownNow();
    }

    long faults = trials.stream().mapToLong(trial -> trial.sites().size()).sum();
    System.out.printf(
        Locale.ROOT,
        "Faults over HTTP: %d in %d runs, %d stopped, %d wrong%n",
        faults,
        trials.size(),
        stopped.get(),
        wrong.size());
    assertThat(String.join("\n", wrong), wrong, is(empty()));
  }

  private static List<Trial> trials(List<HttpSite> requests) {
    List<Trial> trials = new ArrayList<>();
    for (HttpWay way : HttpWay.values()) {
      List<HttpSite> together = new ArrayList<>();
      for (HttpSite site : requests.stream().filter(way::befalls).toList()) {
        if (way.passing(site) && !ALL) {
          together.add(site);
        } else {
          trials.add(new Trial(way, List.of(site)));
        }
      }
      if (!together.isEmpty()) {
        trials.add(new Trial(way, together));
      }
    }
    return trials;
  }

  /** Makes a run and a reader meet faults; whether one of both was stopped. */
  private boolean stops(Trial trial, String bucket, Path settings, String digest)
      throws IOException {
    Site site = site(bucket);
    AtomicBoolean armed = new AtomicBoolean(true);
    Set<HttpSite> sent = ConcurrentHashMap.newKeySet();
    for (HttpSite request : trial.sites()) {
      SharedHttpFaults.faults()
          .spoil(
              request.nth(),
              trial.way().times(),
              request.method(),
              uri -> {
                boolean covered = armed.get() && request.covers(bucket, uri);
                if (covered) {
                  sent.add(request);
                }
                return covered;
              },
              trial.way().fault());
    }
    CommandRun run = run(site, settings);
    CommandRun reading = run.exitCode() == 0 ? read(site) : run;
    armed.set(false);
    boolean stopped = reading.exitCode() != 0;
    if (!ALL && !stopped && !sent.containsAll(trial.sites())) {
      throw new AssertionError("Some requests were not made: " + sent);
    }
    if (stopped) {
      requireClear(trial, reading);
      run(site, settings).succeeded();
    }
    String after = read(site).succeeded();
    if (!after.equals(digest) || (!stopped && !reading.out().equals(digest))) {
      throw new AssertionError("Digest " + after + " instead of " + digest);
    }
    return stopped;
  }

  private static void requireClear(Trial trial, CommandRun stopped) {
    String key = trial.sites().get(0).keys().replaceFirst("^(input|output)/", "");
    if (trial.way().passing(trial.sites().get(0))
        || !stopped.err().contains("Cannot ")
        || !stopped.err().contains(key)) {
      throw new AssertionError("Should not have stopped so: " + stopped);
    }
  }

  private Site site(String bucket) throws IOException {
    Site plain = Site.on(s3, bucket);
    SmallInput.deliver(plain, 0, 2);
    List<String> arguments = new ArrayList<>(plain.arguments());
    arguments.add("--s3ClientFactoryClass=" + SharedHttpFaults.class.getName());
    return new Site(plain.input(), plain.output(), arguments);
  }

  private CommandRun run(Site site, Path settings) {
    return runToNow(site, settings, "--shards=2", "--pollEvery=20ms", "--targetParallelism=2");
  }

  private CommandRun read(Site site) throws IOException {
    return new BuiltIndex(site, Files.createTempDirectory(scratch, "cache")).command("digest");
  }
}
