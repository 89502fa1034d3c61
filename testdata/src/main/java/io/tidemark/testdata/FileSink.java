package io.tidemark.testdata;

import java.io.IOException;

/** Where generated files go: a folder, an object store. */
@FunctionalInterface
public interface FileSink {
  /**
   * Stores one file.
   *
   * @param relativePath with slashes between its parts
   * @param bytes all of its content
   * @throws IOException when it cannot be stored
   */
  void write(String relativePath, byte[] bytes) throws IOException;
}
