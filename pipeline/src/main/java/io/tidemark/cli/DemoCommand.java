package io.tidemark.cli;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.UsageException;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratedFile;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: the main job, live, on an S3 server in this process. */
@Command(
    name = "demo",
    description = {
      "Shows the pipeline at work, live, on an S3 server in this process.",
      "Delivers changes of a made-up ad catalogue every two seconds, tells how soon each file is",
      "searchable, then searches."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand extends StoreCommand {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Option(names = "--partitions", description = "How many. Default: ${DEFAULT-VALUE}.")
  int partitions = 10;

  @Option(names = "--seed", description = "Of the catalogue. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--query", description = "What to search for. Default: ${DEFAULT-VALUE}.")
  String query = "status:active AND language:en";

  @Override
  public Integer call() throws Exception {
    if (partitions < 2) {
      throw new UsageException("--partitions must be at least 2: the first one warms up");
    }
    PrintWriter out = out();
    Clock clock = Clock.systemUTC();
    out.println("Starting an S3 server in this process ...");
    out.flush();
    try (LiveSetup setup = LiveSetup.start(beamOptions);
        DeltaIndexRun run =
            DeltaIndexRun.start(OptionParser.parse(setup.runArguments(PERIOD)), clock)) {
      out.printf(
          Locale.ROOT,
          "Changes land in %s, the index is in %s%n%n",
          setup.inputUri(),
          setup.outputUri());
      Iterator<GeneratedFile> files = setup.files(settings(clock.instant()));
      try (FreshnessMeter meter = setup.meter()) {
        meter.warmUp(files.next(), PATIENCE);
        out.println("The catalogue is indexed. Now changes, a file every two seconds:");
        out.flush();
        List<Duration> ages = meter.run(files, PATIENCE, found -> print(out, found));
        out.printf(Locale.ROOT, "%nFreshness, put to found: %s%n", Percentiles.of(ages));
        out.printf(Locale.ROOT, "%ntidemark search --index=%s '%s'%n", setup.outputUri(), query);
        setup.search(out, meter, query);
      }
      run.stop();
      out.printf(Locale.ROOT, "%ntidemark status --index=%s%n", setup.outputUri());
      out.print(Status.of(setup.newest(), clock.instant()).text());
      out.flush();
    }
    return 0;
  }

  private GeneratorSettings settings(Instant now) {
    return new GeneratorSettings(
        seed,
        new Timetable(now.truncatedTo(ChronoUnit.SECONDS), PERIOD, partitions),
        new Volume(2_000, 500, 1, Compression.NONE),
        new Disorder(0.1, 2, 0.05, 0.01));
  }

  private static void print(PrintWriter out, FreshnessMeter.Found found) {
    out.printf(
        Locale.ROOT,
        "  %-44s %,6d changes%s  searchable after %4d ms (version %d)%n",
        found.file().relativePath(),
        found.file().changes(),
        found.file().lateBy() > 0 ? ", late" : "",
        found.age().toMillis(),
        found.version());
    out.flush();
  }
}
