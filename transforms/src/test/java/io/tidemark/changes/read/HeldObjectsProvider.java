package io.tidemark.changes.read;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStoreProvider;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens {@code held:name}. */
public final class HeldObjectsProvider implements ObjectStoreProvider {

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith("held:");
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) {
    return HeldObjects.at(uri);
  }
}
