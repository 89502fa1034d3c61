package io.tidemark.cli;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that opens stores: options it does not know itself go to Beam and its AWS module. */
abstract class StoreCommand implements Callable<Integer> {
  @Unmatched List<String> beamOptions = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  CommandSpec spec;

  final TidemarkOptions options() {
    return OptionParser.parse(beamOptions);
  }

  final ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, options());
  }

  /** Where the command prints. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Tells of damage that does not keep the command from its work. */
  final void warn(DamagedFileException damage) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("tidemark: warning: " + damage.getMessage());
    err.flush();
  }

  /**
   * The newest snapshot of an index that is whole, or a clear word that there is none.
   *
   * @param tell is told of newer ones that are damaged
   */
  static Snapshot newest(ObjectStore store, Consumer<DamagedFileException> tell)
      throws IOException {
    return new SnapshotLog(store).newestWhole(tell).orElseThrow(() -> noIndex(store));
  }

  static UsageException noIndex(ObjectStore store) {
    return new UsageException(
        "No index in " + store.uri() + ": it has no snapshot. Is the URI right?");
  }
}
