package io.tidemark.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files seen as objects: regular files exist, everything else does not. */
final class LocalFiles {
  /** What a file key of a Unix file system shows; its device number differs between mounts. */
  private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

  private LocalFiles() {}

  /** What is known of a regular file, links followed; empty when there is none. */
  static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    return anyAttributes(file).filter(BasicFileAttributes::isRegularFile);
  }

  static Optional<BasicFileAttributes> anyAttributes(Path path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (liesBelowFile(path)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static StoredObject describe(String key, BasicFileAttributes file) {
    return new StoredObject(key, etag(file), file.size(), file.lastModifiedTime().toInstant());
  }

  static String etag(BasicFileAttributes file) {
    return Long.toHexString(file.size())
        + "-"
        + Long.toHexString(file.lastModifiedTime().to(TimeUnit.NANOSECONDS))
        + "-"
        + inode(file);
  }

  static String inode(BasicFileAttributes file) {
    Matcher inode = INODE.matcher(String.valueOf(file.fileKey()));
    return inode.find() ? inode.group(1) : "0";
  }

  /** Creates a folder and those above it; one that is there, or linked to, is fine. */
  static void createFolder(@Nullable Path folder) throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /** Throws when the file's place is taken by a folder, or one of its folders' by a file. */
  static void refuseFolder(Path file, Path root) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "it is a folder");
    }
    for (Path above = file.getParent();
        above != null && above.startsWith(root);
        above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        throw new FileAlreadyExistsException(above.toString(), null, "it is not a folder");
      }
    }
  }

  /** Removes the folders that a deleted file leaves empty, so that no listing has to read them. */
  static void removeEmptyParents(Path file, Path root) {
    Path folder = file.getParent();
    while (folder != null && !folder.equals(root) && !Files.isSymbolicLink(folder)) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        // Not empty, or not ours to remove: either way it stays.
        return;
      }
      folder = folder.getParent();
    }
  }

  private static boolean liesBelowFile(Path path) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return true;
      }
    }
    return false;
  }
}
