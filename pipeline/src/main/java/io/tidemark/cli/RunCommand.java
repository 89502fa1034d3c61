package io.tidemark.cli;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.TidemarkOptions;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code tidemark run}: the pipeline. Its options are {@link TidemarkOptions} and Beam's own. */
@Command(
    name = "run",
    description = {
      "Runs the pipeline until it is stopped, or until --until.",
      "Example: tidemark run --runner=direct --input=s3://ads/changes --output=s3://ads/index \\",
      "           --index=index.yaml --publish=arrival",
      "--help lists every option; those of Beam and of the runner pass through."
    })
final class RunCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      description = "List the options.")
  boolean help;

  @Unmatched List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (help) {
      PipelineOptionsFactory.register(TidemarkOptions.class);
      PipelineOptionsFactory.printHelp(out(), TidemarkOptions.class);
      return 0;
    }
    TidemarkOptions options = OptionParser.parse(arguments);
    try (DeltaIndexRun run = DeltaIndexRun.start(options, Clock.systemUTC());
        StopSignals signals = StopSignals.stopping(run)) {
      ProgressLine progress = ProgressLine.onTerminal();
      run.await(progress::show);
      progress.end();
    }
    return 0;
  }

  /** Beam prints help to a stream of its own; this is the process's. */
  @SuppressWarnings("SystemOut")
  private static PrintStream out() {
    return System.out;
  }
}
