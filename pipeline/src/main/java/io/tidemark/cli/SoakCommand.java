package io.tidemark.cli;

import io.tidemark.pipeline.Durations;
import io.tidemark.pipeline.UsageException;
import io.tidemark.soak.Soak;
import io.tidemark.soak.SoakPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark soak}: does a run stay the same, hour after hour? */
@Command(
    name = "soak",
    description = {
      "Lands a partition every two seconds while each engine watches, in a process of its own, and",
      "samples heap after a collection, files, threads, restriction and requests of each. In the",
      "end the indexes must agree. runners/soak starts it with all that it needs.",
      "Exit code 1 when something grew, or was not measured, or does not agree."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SoakCommand extends StoreCommand {
  @Option(names = "--minutes", description = "How long partitions land.")
  int minutes = 60;

  @Option(
      names = "--engines",
      split = ",",
      description = "Which run side by side; flink-cycles: in that mode.")
  List<String> engines = List.of("direct", "flink", "spark");

  @Option(names = "--heap", description = "Most heap of each run.")
  String heap = "768m";

  @Option(names = "--lateness", description = "Of each run.")
  String lateness = "2m";

  @Option(names = "--sampleEvery", description = "How often each run is looked at.")
  String sampleEvery = "30s";

  @Option(names = "--heapEvery", description = "How often each heap is collected and measured.")
  String heapEvery = "2m";

  @Option(names = "--seed", description = "Of the changes.")
  long seed = 1;

  @Option(names = "--launcher", required = true, description = "The script that starts Tidemark.")
  Path launcher = Path.of("");

  @Option(names = "--work", description = "Folder for samples, logs and the report.")
  Path work = Path.of("soak");

  @Option(
      names = "--base",
      description = "With --endpoint: s3://bucket/prefix, empty, for input and outputs.")
  @Nullable String base;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    SoakPlan plan =
        new SoakPlan(
            Duration.ofMinutes(minutes),
            engines,
            heap,
            duration(lateness),
            duration(sampleEvery),
            duration(heapEvery),
            launcher.toAbsolutePath(),
            work.toAbsolutePath(),
            seed);
    List<String> faults =
        new Soak(
                plan,
                Clock.systemUTC(),
                line -> {
                  out.println(line);
                  out.flush();
                })
            .run(beamOptions, base);
    faults.forEach(fault -> out.println("FAULT " + fault));
    out.println(faults.isEmpty() ? "All flat, and all indexes agree." : "Not as it should be.");
    out.flush();
    return faults.isEmpty() ? 0 : 1;
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
