package io.tidemark.storage;

import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectStoreContract {
  private final Path folder;

  LocalObjectStoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(folder.resolve("root") + "/", PipelineOptionsFactory.create());
  }
}
