package io.tidemark.storage;

import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens the store behind a URI. */
public final class ObjectStores {
  private ObjectStores() {}

  /**
   * Opens the store rooted at {@code uri}: {@code s3://bucket/prefix} with the client that Beam's
   * AWS options describe, or a local path or {@code file:} URI.
   *
   * @throws StoreException when no provider knows the scheme, or the URI is malformed
   */
  public static ObjectStore open(String uri, PipelineOptions options) throws StoreException {
    for (ObjectStoreProvider provider :
        ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader())) {
      if (provider.accepts(uri)) {
        return provider.open(uri, options);
      }
    }
    throw new StoreException(
        StoreException.Kind.UNUSABLE,
        "Cannot open "
            + uri
            + ": no store knows this kind of URI; use s3://bucket/prefix or a path",
        null);
  }
}
