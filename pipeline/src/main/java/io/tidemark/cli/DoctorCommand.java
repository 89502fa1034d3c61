package io.tidemark.cli;

import io.tidemark.doctor.Diagnosis;
import io.tidemark.doctor.Doctor;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark doctor}: will a run work with these stores and options? */
@Command(
    name = "doctor",
    description = {
      "Proves before a run that it will work: on the stores themselves.",
      "Put-if-absent, reads and listings after writes, key order, ranges, permissions, clock,",
      "layout, and the options of the run, which are given as to 'run'.",
      "Writes only to <output>/doctor/, and removes it again; the input is only read."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand extends StoreCommand {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "Where changes land, as given to a run.")
  String input = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Where the index goes, as given to a run.")
  String output = "";

  @Option(names = "--json", description = "As one JSON object.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Diagnosis diagnosis = Doctor.examine(options(), input, output, Clock.systemUTC());
    PrintWriter out = out();
    out.print(json ? diagnosis.json() : diagnosis.text());
    out.flush();
    return switch (diagnosis.worst()) {
      case OK, WARNING -> 0;
      case FAULT -> Failures.FAULT;
      case UNREACHABLE -> Failures.UNREACHABLE;
    };
  }
}
