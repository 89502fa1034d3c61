package io.tidemark.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a local store writes files before they get their own names. A process that dies in the
 * middle leaves its file here; the first write of every later store removes those older than a day
 * by the file system's own clock.
 */
final class WorkFolder {
  /** The folder's name, below the root of a store. Listings skip it at every depth. */
  static final String NAME = ".tidemark-work";

  private static final Duration LEFT_OVER = Duration.ofDays(1);

  private final Path folder;
  private final AtomicBoolean swept = new AtomicBoolean();

  WorkFolder(Path root) {
    this.folder = root.resolve(NAME);
  }

  /** Writes a new file with these bytes. */
  Path write(byte[] body) throws IOException {
    LocalFiles.createFolder(folder);
    Path file = folder.resolve(UUID.randomUUID().toString());
    Files.write(file, body, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (swept.compareAndSet(false, true)) {
      sweep(Files.getLastModifiedTime(file).toInstant().minus(LEFT_OVER));
    }
    return file;
  }

  private void sweep(Instant before) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process finished with the file between the listing and the look at it.
      swept.set(false);
    }
  }
}
