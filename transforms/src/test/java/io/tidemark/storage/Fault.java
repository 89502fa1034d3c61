package io.tidemark.storage;

import java.io.InputStream;

/** What happens to one call; nothing, unless overridden. */
interface Fault {
  Fault NONE = new Fault() {};

  default void before() throws StoreException {}

  default void after() throws StoreException {}

  default byte[] body(byte[] body) {
    return body;
  }

  default InputStream body(InputStream in) {
    return in;
  }
}
