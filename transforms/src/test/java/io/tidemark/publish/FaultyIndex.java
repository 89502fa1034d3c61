package io.tidemark.publish;

import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultyObjectStore;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An index of its own for each test, in a store that counts calls and fails when it is told to. */
abstract class FaultyIndex {
  @TempDir Path folder;
  final FaultPlan plan = FaultPlan.named("index-" + UUID.randomUUID());
  ObjectStore store;

  @BeforeEach
  final void openStore() throws IOException {
    store =
        new FaultyObjectStore(
            ObjectStores.open(folder.toString(), PipelineOptionsFactory.create()), plan);
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }
}
