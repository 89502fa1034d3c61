package io.tidemark.storage;

import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectStoreContract {
  @TempDir Path folder;

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(folder.resolve("root") + "/", PipelineOptionsFactory.create());
  }
}
