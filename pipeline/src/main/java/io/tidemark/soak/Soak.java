package io.tidemark.soak;

import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.GeneratorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lands partitions by the clock while several engines watch them, samples each, and in the end
 * compares what they made of it with a run that finds all of it at once.
 */
public final class Soak {
  private static final Duration FIRST_PARTITION = Duration.ofSeconds(20);
  private static final int CLASSES_TOLD = 8;

  private final SoakPlan plan;
  private final Clock clock;
  private final Consumer<String> tell;
  private final Commands commands;
  private final List<String> faults = new ArrayList<>();

  /**
   * Prepares a soak.
   *
   * @param tell takes lines for people
   */
  public Soak(SoakPlan plan, Clock clock, Consumer<String> tell) {
    this.plan = plan;
    this.clock = clock;
    this.tell = tell;
    this.commands = new Commands(plan.launcher(), plan.heap(), plan.work());
  }

  /**
   * Runs it to its end.
   *
   * @param beamOptions that lead to the S3 server; one in this process without {@code --endpoint}
   * @param base bucket and prefix there
   * @return what is at fault; empty when all stayed flat and all results agree
   */
  public List<String> run(List<String> beamOptions, @Nullable String base)
      throws IOException, InterruptedException {
    Files.createDirectories(plan.work());
    Path index = plan.work().resolve("index.yaml");
    Files.writeString(index, CatalogueGenerator.indexYaml(), StandardCharsets.UTF_8);
    List<SoakRun> runs = new ArrayList<>();
    try (SoakSite site = SoakSite.open(beamOptions, base);
        ObjectStore input = site.open(site.input());
        Samples samples = Samples.to(plan.work().resolve("samples.csv"))) {
      List<String> settings = settings(site, index);
      try {
        for (String engine : plan.engines()) {
          runs.add(SoakRun.start(engine, site, commands, settings));
        }
        Instant start = firstPartition(clock.instant().plus(FIRST_PARTITION));
        Landing.Landed landed = land(input, start, runs, samples);
        SoakEnding ending = new SoakEnding(site, commands, settings, landed, tell);
        faults.addAll(ending.settle(runs));
        report(samples, runs);
        faults.addAll(ending.compare(runs));
      } finally {
        for (SoakRun run : runs) {
          run.close();
        }
      }
    }
    return List.copyOf(faults);
  }

  private static Instant firstPartition(Instant earliest) {
    long period = SoakPlan.PERIOD.toSeconds();
    return Instant.ofEpochSecond(earliest.getEpochSecond() / period * period);
  }

  private List<String> settings(SoakSite site, Path index) {
    return List.of(
        "--input=" + site.input(),
        "--index=" + index,
        "--layout=" + SoakPlan.LAYOUT.template(),
        "--period=" + SoakPlan.PERIOD,
        "--pollEvery=1s",
        "--lateness=" + plan.lateness());
  }

  private Landing.Landed land(ObjectStore input, Instant start, List<SoakRun> runs, Samples samples)
      throws IOException, InterruptedException {
    GeneratorSettings changes = plan.changes(start);
    tell.accept(
        String.format(
            Locale.ROOT,
            "%,d partitions of %s land from %s on; %s watch",
            plan.partitions(),
            SoakPlan.PERIOD,
            start,
            plan.engines()));
    long begin = System.nanoTime();
    long nextHeap = plan.heapEvery().toNanos();
    try (Landing landing =
        Landing.start(input, new CatalogueGenerator(changes).files(), start, clock)) {
      for (long round = 1; !landing.await(until(begin, round)); round++) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        boolean heap = elapsed.toNanos() >= nextHeap;
        nextHeap += heap ? plan.heapEvery().toNanos() : 0;
        for (SoakRun run : List.copyOf(runs)) {
          sample(run, elapsed, heap, samples);
        }
        if (runs.stream().noneMatch(SoakRun::alive)) {
          throw new IOException("All runs have ended; see their logs in " + plan.work());
        }
      }
      return landing.landed();
    }
  }

  private Duration until(long begin, long round) {
    return Duration.ofNanos(begin + round * plan.sampleEvery().toNanos() - System.nanoTime());
  }

  private void sample(SoakRun run, Duration elapsed, boolean heap, Samples samples)
      throws IOException, InterruptedException {
    if (!run.alive()) {
      return; // Told in the end.
    }
    Instant now = clock.instant();
    Map<Measure, Double> seen = run.sample(now);
    if (heap) {
      seen.put(Measure.HEAP, run.heap(elapsed.compareTo(plan.warmUp()) >= 0));
    }
    samples.add(now, elapsed, run.engine(), seen);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%5d s %-7s", elapsed.toSeconds(), run.engine()));
    seen.forEach(
        (measure, value) ->
            line.append(
                String.format(
                    Locale.ROOT, " %s=%.1f", measure.name().toLowerCase(Locale.ROOT), value)));
    tell.accept(line.toString());
  }

  private void report(Samples samples, List<SoakRun> runs) throws IOException {
    SoakReport report = SoakReport.of(samples, plan.warmUp());
    StringBuilder text = new StringBuilder(report.text());
    text.append(
        String.format(
            Locale.ROOT,
            "%nMedians of the first and the last quarter after %d s of warm-up. Growing: by more"
                + " than %.0f %%, and by more than chance moves the figure.%n",
            plan.warmUp().toSeconds(),
            100 * Measure.TOLERANCE));
    for (SoakRun run : runs) {
      text.append(
          String.format(Locale.ROOT, "%nWhat grew most on the heap of %s:%n", run.engine()));
      run.heapGrowth(CLASSES_TOLD).forEach(line -> text.append(line).append('\n'));
    }
    Files.writeString(plan.work().resolve("report.txt"), text, StandardCharsets.UTF_8);
    text.toString().lines().forEach(tell);
    faults.addAll(report.faults());
  }
}
