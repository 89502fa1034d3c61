package io.tidemark.index;

import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import java.io.IOException;

/** Reads the file of a layer. Called from several threads at once. */
@FunctionalInterface
public interface LayerSource {

  /**
   * The layer a snapshot refers to.
   *
   * @throws IOException when it cannot be read; the message names it
   */
  Layer load(LayerRef layer) throws IOException;
}
