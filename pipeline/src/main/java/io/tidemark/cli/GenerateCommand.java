package io.tidemark.cli;

import io.tidemark.pipeline.Durations;
import io.tidemark.pipeline.UsageException;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.PartitionLayout;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark generate}: seeded ad-catalogue changes with their exact expected answers. */
@Command(
    name = "generate",
    description = {
      "Writes changes of a made-up ad catalogue, and what an index of them must hold.",
      "Equal options give equal files. Under the output: data/ (the changes), index.yaml,",
      "arrivals.csv (the order of delivery), expected.jsonl, checkpoints.jsonl, corrupt.jsonl."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class GenerateCommand extends StoreCommand {
  @Option(
      names = "--output",
      required = true,
      description = "Where to: s3://bucket/prefix or a path.")
  String output = "";

  @Option(names = "--seed", description = "Of everything that is drawn.")
  long seed = 1;

  @Option(names = "--start", description = "Start of the first partition.")
  Instant start = Instant.parse("2026-05-04T18:00:00Z");

  @Option(names = "--period", description = "Time a partition covers, such as 10m or 2s.")
  String period = "10m";

  @Option(names = "--partitions", description = "How many, one after the other.")
  int partitions = 36;

  @Option(names = "--layout", description = "Layout of the partitions (default: by the period).")
  @Nullable String layout;

  @Option(names = "--initialEntries", description = "Entries created in the first partition.")
  int initialEntries = 1_000;

  @Option(names = "--changes", description = "Different changes a partition.")
  int changes = 1_000;

  @Option(names = "--files", description = "Files a partition.")
  int files = 2;

  @Option(names = "--compression", description = "${COMPLETION-CANDIDATES}.")
  Compression compression = Compression.NONE;

  @Option(
      names = "--lateFiles",
      description = "Fraction of files that come after later partitions.")
  double lateFiles;

  @Option(names = "--lateBy", description = "How many periods late, at most.")
  int lateBy = 3;

  @Option(
      names = "--duplicates",
      description = "Records delivered again, as a fraction of changes.")
  double duplicates;

  @Option(names = "--badLines", description = "Lines that are no valid record, likewise.")
  double badLines;

  @Override
  public Integer call() throws Exception {
    GeneratorSettings settings = settings();
    try (ObjectStore store = open(output)) {
      if (!store.list("data/", "", 1).isEmpty()) {
        throw new UsageException(
            "Cannot generate into " + output + ": it holds data/ already; choose another --output");
      }
      new CatalogueGenerator(settings).writeTo(store::put);
    }
    PrintWriter out = out();
    out.printf(
        Locale.ROOT, "Generated %,d partitions of %s under %s%n", partitions, period, output);
    out.printf(
        Locale.ROOT,
        "Index them: tidemark run --until=now --input=%s/data --output=... --index=%s/index.yaml"
            + " --period=%s --layout='%s'%n",
        output,
        output,
        period,
        settings.timetable().layout().template());
    out.flush();
    return 0;
  }

  private GeneratorSettings settings() {
    try {
      Duration each = Durations.parse(period);
      PartitionLayout shape =
          layout == null ? PartitionLayout.forPeriod(each) : new PartitionLayout(layout);
      return new GeneratorSettings(
          seed,
          new Timetable(start, each, partitions, shape),
          new Volume(initialEntries, changes, files, compression),
          new Disorder(lateFiles, lateBy, duplicates, badLines));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
