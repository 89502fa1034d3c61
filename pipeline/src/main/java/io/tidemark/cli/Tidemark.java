package io.tidemark.cli;

import io.tidemark.pipeline.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code tidemark COMMAND ...}. */
@Command(
    name = "tidemark",
    description = "A fresh inverted index from files that land in an object store.",
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0",
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      RunCommand.class,
      WatchCommand.class,
      SearchCommand.class,
      IdsCommand.class,
      DigestCommand.class,
      StatusCommand.class,
      StopCommand.class,
      VerifyCommand.class,
      GenerateCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Stores are s3://bucket/prefix or local paths. Options of Beam and its AWS module pass through:",
      "--endpoint=URL, --region=NAME, --awsCredentialsProvider=JSON, ...",
      "Exit codes: 0 done, 1 found a fault or failed, 2 wrong usage, 3 store or network unreachable."
    })
public final class Tidemark {
  private Tidemark() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  /** Runs one command, prints to the given writers, and returns its exit code. */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    return command().setOut(out).setErr(err).execute(args);
  }

  private static CommandLine command() {
    return new CommandLine(new Tidemark())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Instant.class, Tidemark::instant)
        .registerConverter(Duration.class, Tidemark::duration)
        .setExecutionExceptionHandler(new Failures())
        .setExitCodeExceptionMapper(Failures::exitCode);
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is no instant such as 2026-05-04T18:30:00Z");
    }
  }
}
