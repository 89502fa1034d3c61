package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One of several processes that create the same keys in one folder: says it is ready, waits for a
 * line, and then prints the keys it won.
 */
final class LocalRacer {
  private LocalRacer() {}

  /** Takes the folder, the name of the racer and the number of keys. */
  public static void main(String[] arguments) throws IOException {
    ObjectStore store = new LocalObjectStore(arguments[0], Path.of(arguments[0]));
    System.out.println("ready");
    System.in.read();
    for (int key = 0; key < Integer.parseInt(arguments[2]); key++) {
      if (store.putIfAbsent("race/" + key, bytes(arguments[1]))) {
        System.out.println(key);
      }
    }
  }
}
