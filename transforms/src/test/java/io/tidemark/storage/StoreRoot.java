package io.tidemark.storage;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What every set of contract clauses starts from: an empty root, opened as often as wished. */
interface StoreRoot {
  /** Another store on the same root, as another process would open it; empty as a test begins. */
  ObjectStore open() throws StoreException;

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> keys(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::key).toList();
  }
}
