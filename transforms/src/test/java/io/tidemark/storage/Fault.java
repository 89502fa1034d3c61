package io.tidemark.storage;

import java.io.InputStream;
import java.util.List;

/** What happens to one call; nothing, unless overridden. */
interface Fault {
  Fault NONE = new Fault() {};

  default void before() throws StoreException {}

  default void after() throws StoreException {}

  /** What a listing tells instead of what it found. */
  default List<StoredObject> listed(List<StoredObject> found) {
    return found;
  }

  default byte[] body(byte[] body) {
    return body;
  }

  default InputStream body(InputStream in, String object) {
    return in;
  }
}
