package io.tidemark.watchdog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Remembers the child beyond the life of its watchdog.
 *
 * @param pid of the process
 * @param started when, by the system, in milliseconds since the epoch; 0 when it does not say
 * @param command a hash of what was started; arguments may hold secrets
 */
record ChildFile(long pid, long started, String command) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The child that is remembered, if any. */
  static Optional<ChildFile> read(Path file) throws IOException {
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), ChildFile.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, MAPPER.writeValueAsBytes(this));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
