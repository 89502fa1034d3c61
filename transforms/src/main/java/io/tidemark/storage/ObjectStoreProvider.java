package io.tidemark.storage;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens stores for some kinds of URI. Found with {@link java.util.ServiceLoader}, so that a worker
 * on any runner opens the same store from the same URI.
 */
public interface ObjectStoreProvider {

  /** Whether this provider opens such a URI. */
  boolean accepts(String uri);

  /** Opens the store rooted at the URI. */
  ObjectStore open(String uri, PipelineOptions options) throws StoreException;
}
