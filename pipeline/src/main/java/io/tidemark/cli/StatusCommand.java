package io.tidemark.cli;

import io.tidemark.publish.Snapshot;
import io.tidemark.storage.ObjectStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark status}: how far an index is, and where every object and record went. */
@Command(
    name = "status",
    description = "Shows how far an index is, and what became of every object and record.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin IndexOptions index = new IndexOptions();

  @Option(names = "--json", description = "As one JSON object.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (ObjectStore store = index.stores.open(index.index)) {
      Snapshot newest = StoreAccess.newest(store);
      Status status = Status.of(newest, Clock.systemUTC().instant());
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? status.json() : status.text());
      out.flush();
      return status.addsUp() ? 0 : Failures.FAULT;
    }
  }
}
