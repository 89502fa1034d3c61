package io.tidemark.watchdog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers a job beyond the life of its watchdog. Written before the job is started, and before it
 * is asked to end: a watchdog may die at any instant, and the next one has to know what it did.
 *
 * @param pid of the process; 0 of one that was about to be started, and of a job elsewhere
 * @param started when, by the system, in milliseconds since the epoch; 0 when it does not say
 * @param command a hash of what was started; arguments may hold secrets
 * @param run id that it was given; null when it was given none
 * @param asked whether the watchdog has asked it to end, or was about to
 */
record ChildFile(long pid, long started, String command, @Nullable String run, boolean asked) {
  private static final Logger LOG = LoggerFactory.getLogger(ChildFile.class);
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A job that is about to be started. */
  static ChildFile intent(String command, @Nullable String run) {
    return new ChildFile(0, 0, command, run, false);
  }

  /** The same as a process. */
  ChildFile as(long id, long since) {
    return new ChildFile(id, since, command, run, asked);
  }

  /** The same when it is asked to end. */
  ChildFile ending() {
    return new ChildFile(pid, started, command, run, true);
  }

  /**
   * The job that is remembered, if any. A file that was cut short is from before the machine died.
   */
  static Optional<ChildFile> read(Path file) throws IOException {
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(json, ChildFile.class));
    } catch (IOException e) {
      LOG.warn("Cannot make sense of {}, and pass over it: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, MAPPER.writeValueAsBytes(this));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + file
              + ", by which the next watchdog finds the run ("
              + e
              + "). Make room there, or choose another folder with --state",
          e);
    }
  }
}
