package io.tidemark.cli;

import io.tidemark.index.MissingLayers;
import io.tidemark.publish.Snapshot;
import io.tidemark.storage.ObjectStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    List<String> faults = new ArrayList<>();
    try (ObjectStore store = open(index)) {
      Snapshot newest = newest(store, damage -> faults.add(damage.getMessage()));
      MissingLayers.of(newest, store)
          .forEach(key -> faults.add(key + " is gone: the layer cannot be read"));
      Status status = Status.of(newest, Clock.systemUTC().instant());
      PrintWriter out = out();
      out.print(text(status, faults));
      if (!json) {
        faults.forEach(fault -> out.println("FAULT " + fault));
      }
      out.flush();
      return status.addsUp() && faults.isEmpty() ? 0 : Failures.FAULT;
    }
  }

  private String text(Status status, List<String> faults) {
    if (skipped) {
      return json ? status.debt().json() + "\n" : status.debt().lines();
    }
    return json ? status.json(faults) : status.text();
  }
}
