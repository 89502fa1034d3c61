package io.tidemark.cli;

import io.tidemark.bench.Measurement;
import io.tidemark.bench.ThroughputBench;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratedFile;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark bench}: how fast is it on this machine? */
@Command(
    name = "bench",
    description = {
      "Measures throughput and freshness on this machine.",
      "With --input and --index: documents a second of a run over what is there, beside",
      "a plain single-threaded Lucene IndexWriter fed the same parsed records, and beside the stages",
      "of the pipeline fed like it, in turns. Without:",
      "freshness of --publish=arrival on an S3 server in this process, from put to found by search."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand extends StoreCommand {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double MEGABYTE = 1e6;

  @Option(
      names = "--rounds",
      description = "How often each is measured. Default: ${DEFAULT-VALUE}.")
  int rounds = 5;

  @Option(names = "--partitions", description = "Files of a freshness run: ${DEFAULT-VALUE}.")
  int partitions = 60;

  @Override
  public Integer call() throws Exception {
    if (beamOptions.stream().anyMatch(option -> option.startsWith("--input="))) {
      throughput(out());
    } else {
      freshness(out());
    }
    out().flush();
    return 0;
  }

  private void throughput(PrintWriter out) throws Exception {
    ThroughputBench.Result result =
        ThroughputBench.of(beamOptions)
            .run(
                rounds,
                line -> {
                  out.println(line);
                  out.flush();
                });
    Measurement plain = Measurement.median(result.plain());
    out.printf(Locale.ROOT, "%,d changes, %.1f MB of text%n", result.changes(), megabytes(result));
    print(out, "tidemark run", result, Measurement.median(result.pipeline()), plain);
    print(out, "its stages alone, 1 thread", result, Measurement.median(result.stages()), plain);
    print(out, "plain IndexWriter, 1 thread", result, plain, plain);
  }

  private static double megabytes(ThroughputBench.Result result) {
    return result.textBytes() / MEGABYTE;
  }

  private static void print(
      PrintWriter out,
      String what,
      ThroughputBench.Result result,
      Measurement median,
      Measurement plain) {
    out.printf(
        Locale.ROOT,
        "%-28s %,9.0f documents/s %6.1f MB/s (%.2fx)   %,9.0f documents a second of CPU (%.2fx)%n",
        what,
        result.changes() / median.wallSeconds(),
        megabytes(result) / median.wallSeconds(),
        plain.wallSeconds() / median.wallSeconds(),
        result.changes() / median.cpuSeconds(),
        plain.cpuSeconds() / median.cpuSeconds());
  }

  private void freshness(PrintWriter out) throws Exception {
    Clock clock = Clock.systemUTC();
    try (LiveSetup setup = LiveSetup.start(beamOptions);
        DeltaIndexRun run =
            DeltaIndexRun.start(OptionParser.parse(setup.runArguments(PERIOD)), clock)) {
      GeneratorSettings settings =
          new GeneratorSettings(
              1,
              new Timetable(clock.instant().truncatedTo(ChronoUnit.SECONDS), PERIOD, partitions),
              new Volume(2_000, 500, 1, Compression.NONE),
              Disorder.NONE);
      Iterator<GeneratedFile> files = setup.files(settings);
      try (FreshnessMeter meter = setup.meter()) {
        meter.warmUp(files.next(), PATIENCE);
        List<Duration> ages = meter.run(files, PATIENCE, found -> {});
        out.printf(Locale.ROOT, "freshness, put to found by search: %s%n", Percentiles.of(ages));
      }
    }
  }
}
