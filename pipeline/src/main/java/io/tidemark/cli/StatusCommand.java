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

  @Option(
      names = "--skipped",
      description = "Only the partitions that were passed over and are owed: one range a line.")
  boolean skipped;

  @Override
  public Integer call() throws Exception {
    try (ObjectStore store = open(index)) {
      Status status = Status.of(newest(store), Clock.systemUTC().instant());
      PrintWriter out = out();
      out.print(text(status));
      out.flush();
      return status.addsUp() ? 0 : Failures.FAULT;
    }
  }

  private String text(Status status) {
    if (skipped) {
      return json ? status.debt().json() + "\n" : status.debt().lines();
    }
    return json ? status.json() : status.text();
  }
}
