package io.tidemark.changes;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStoreProvider;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens {@code memory:name}. */
public final class MemoryStoreProvider implements ObjectStoreProvider {

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith("memory:");
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) {
    return MemoryStore.at(uri);
  }
}
