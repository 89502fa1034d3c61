package io.tidemark.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a job is remembered beyond the life of its watchdog. */
interface Memory {
  /** The job that is remembered, if any. */
  Optional<ChildFile> read() throws IOException;

  /** Remembers a job in place of the one before. */
  void write(ChildFile known) throws IOException;

  /** In a file. */
  static Memory in(Path file) {
    return new Memory() {
      @Override
      public Optional<ChildFile> read() throws IOException {
        return ChildFile.read(file);
      }

      @Override
      public void write(ChildFile known) throws IOException {
        known.write(file);
      }
    };
  }
}
