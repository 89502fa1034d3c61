package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog as people start it, over a real run that is killed. */
class WatchdogTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path scratch;

  @Test
  void run_that_is_killed_is_started_again_and_stopped_with_all_committed() throws Exception {
    Corpus stream = stream();
    Path settings = Files.writeString(scratch.resolve("ads.yaml"), CatalogueGenerator.indexYaml());
    Site site = Site.local(scratch);
    List<Corpus.Arrival> all = stream.arrivals();
    List<Corpus.Arrival> first = all.subList(0, all.size() / 2);
    File told = scratch.resolve("told").toFile();
    Process watchdog = start(site, settings, told);
    try (ObjectStore output = site.open(site.output())) {
      Growth growth = new Growth(output);
      RunnerSuite.deliver(site, stream, first);
      await("the first half", told, () -> growth.taken(intake(first)));
      onlyChild(watchdog).destroyForcibly();
      RunnerSuite.deliver(site, stream, all.subList(first.size(), all.size()));
      await("all", told, () -> growth.taken(intake(all)));
      watchdog.destroy();
      await("the end", told, () -> !watchdog.isAlive());
    } finally {
      try (Stream<ProcessHandle> below = watchdog.descendants()) {
        below.forEach(ProcessHandle::destroyForcibly);
      }
      watchdog.destroyForcibly();
    }

    String lines = Files.readString(told.toPath());
    assertThat(lines, watchdog.exitValue(), is(0));
    assertThat(lines, containsString("it ended with exit code 137"));
    assertThat(count(lines, "\"event\":\"start\""), is(2L));
    assertThat(count(lines, "\"event\":\"kill\""), is(0L));
    BuiltIndex index = new BuiltIndex(site, scratch);
    assertThat(index.status().get("stopped").isTextual(), is(true));
    assertThat(index.digest(), equalTo(rebuilt(site, settings)));
  }

  private static Intake intake(List<Corpus.Arrival> files) {
    return Intake.of(files.stream().map(Corpus.Arrival::path).distinct().toList());
  }

  private Corpus stream() throws Exception {
    Path folder = scratch.resolve("generated");
    new CatalogueGenerator(
            new GeneratorSettings(
                5,
                new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 8),
                new Volume(300, 200, 2, Compression.GZIP),
                new Disorder(0.1, 2, 0.1, 0)))
        .writeTo(folder);
    return new Corpus(folder, Duration.ofMinutes(10));
  }

  private Process start(Site site, Path settings, File told) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(RunnerSuite.inRepository("runners/tidemark").toString());
    command.addAll(List.of("watch", "--every=200ms", "--backoff=100ms", "--json"));
    command.add("--state=" + scratch.resolve("state"));
    command.addAll(List.of("--", "run", "--runner=direct", "--index=" + settings));
    command.addAll(site.running("--settle=200ms", "--pollEvery=100ms", "--lateness=6h"));
    return new ProcessBuilder(command)
        .redirectOutput(told)
        .redirectError(scratch.resolve("log").toFile())
        .start();
  }

  private static ProcessHandle onlyChild(Process watchdog) {
    try (Stream<ProcessHandle> children = watchdog.children()) {
      List<ProcessHandle> found = children.toList();
      assertThat("one run", found.size(), is(1));
      return found.get(0);
    }
  }

  private void await(String what, File told, Callable<Boolean> done) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long start = System.nanoTime();
    while (!done.call()) {
      boolean counted = never.await(50, TimeUnit.MILLISECONDS);
      if (counted || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(
            "Waited in vain for "
                + what
                + "\n"
                + Files.readString(told.toPath())
                + Files.readString(scratch.resolve("log")));
      }
    }
  }

  private static long count(String lines, String part) {
    return lines.lines().filter(line -> line.contains(part)).count();
  }

  /** What one run over the same files makes of them. */
  private String rebuilt(Site site, Path settings) throws Exception {
    Site fresh = new Site(site.input(), scratch.resolve("fresh").toString(), List.of());
    CommandRun.of(
            fresh.running(
                "run", "--runner=direct", "--index=" + settings, "--lateness=6h", "--until=now"))
        .succeeded();
    return new BuiltIndex(fresh, scratch).digest();
  }
}
