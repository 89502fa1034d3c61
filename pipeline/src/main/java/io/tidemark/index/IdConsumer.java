package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/** Takes ids, one after the other. */
@FunctionalInterface
public interface IdConsumer {

  /**
   * Takes the next id.
   *
   * @param id in UTF-8; valid until the call returns
   */
  void accept(BytesRef id) throws IOException;
}
