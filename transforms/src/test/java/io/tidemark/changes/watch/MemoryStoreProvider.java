package io.tidemark.changes.watch;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStoreProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens {@code memory:NAME}: the same store for the same name in this process. */
public final class MemoryStoreProvider implements ObjectStoreProvider {
  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

  static MemoryStore store(String uri) {
    return STORES.computeIfAbsent(uri, u -> new MemoryStore());
  }

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith("memory:");
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) {
    return store(uri);
  }
}
