package io.tidemark.cli;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Unmatched;

/** Opens stores with the options a person gave: what picocli does not know goes to Beam. */
final class StoreAccess {
  @Unmatched List<String> beamOptions = new ArrayList<>();

  TidemarkOptions options() {
    return OptionParser.parse(beamOptions);
  }

  ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, options());
  }

  /** The newest snapshot of an index, or a clear word that there is none. */
  static Snapshot newest(ObjectStore store) throws IOException {
    return new SnapshotLog(store)
        .newest()
        .orElseThrow(
            () ->
                new UsageException(
                    "No index in " + store.uri() + ": it has no snapshot. Is the URI right?"));
  }
}
