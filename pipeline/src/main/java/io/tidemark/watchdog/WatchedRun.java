package io.tidemark.watchdog;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.pipeline.UsageException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The run that is watched, as its arguments have it.
 *
 * @param arguments {@code run --input=...}
 * @param options read from them
 * @param plan read from these
 */
public record WatchedRun(List<String> arguments, TidemarkOptions options, RunPlan plan) {
  private static final String RUN = "run";

  public WatchedRun {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads the arguments.
   *
   * @throws UsageException with every problem
   */
  public static WatchedRun of(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals(RUN)) {
      throw new UsageException(
          "Cannot watch: write what to run after two dashes, as in"
              + " 'tidemark watch -- run --input=... --output=... --index=...'");
    }
    TidemarkOptions options = OptionParser.parse(arguments.subList(1, arguments.size()));
    RunPlan plan = RunPlan.of(options);
    if (!plan.resumes()) {
      throw new UsageException(
          "Cannot watch a run with --startFrom="
              + options.getStartFrom()
              + ": whenever it is started again it would start there, and not where it left off."
              + " Make a first run of it, say with --until=now; then watch one without"
              + " --startFrom");
    }
    if (options.getRunId() != null) {
      throw new UsageException(
          "Cannot watch a run with --runId: each time it is started it is another run, and the"
              + " watchdog gives that its id. Leave it out");
    }
    return new WatchedRun(arguments, options, plan);
  }

  /** Whether it ends by itself when it has taken what there is. */
  public boolean bounded() {
    return Work.of(plan).bounded();
  }

  String output() {
    return plan.output();
  }

  /** A name for the output that can be one of a file, the same for every way to write it. */
  String key() {
    String output = plan.output();
    URI endpoint = options.getEndpoint();
    String place =
        output.contains("://")
            ? (endpoint == null ? "" : endpoint + " ") + output.replaceAll("/+$", "")
            : Path.of(output).toAbsolutePath().normalize().toString();
    return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
