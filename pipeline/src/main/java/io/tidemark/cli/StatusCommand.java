package io.tidemark.cli;

import io.tidemark.storage.ObjectStore;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark status}: how far an index is, and where every object and record went. */
@Command(
    name = "status",
    description = "Shows how far an index is, and what became of every object and record.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends StoreCommand {
  @Option(names = "--index", required = true, paramLabel = "URI", description = "The index.")
  String index = "";

  @Option(names = "--json", description = "As one JSON object.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    try (ObjectStore store = open(index)) {
      Status status = Status.of(newest(store), Clock.systemUTC().instant());
      PrintWriter out = out();
      out.print(json ? status.json() : status.text());
      out.flush();
      return status.addsUp() ? 0 : Failures.FAULT;
    }
  }
}
