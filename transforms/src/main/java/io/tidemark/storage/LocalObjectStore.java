package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A folder as an object store: a key is the path of a file below the root, with {@code /} between
 * names. Folders come with the first file in them and go with the last one deleted; a root that is
 * not there is an empty store.
 *
 * <p>A file is written under a temporary name in {@value WorkFolder#NAME}, a folder of the root
 * that no listing shows, and then renamed ({@link #put}) or hard-linked ({@link #putIfAbsent}) to
 * its own name. Both are atomic for every process on every machine that mounts the file system.
 * Nothing is forced to the disk: a write survives the death of the process, not that of the
 * machine.
 *
 * <p>Etags are made of a file's size, modification time and inode number, so files that another
 * program overwrites in place are seen to change as well, as finely as the file system keeps time.
 *
 * <p>What a folder cannot hold that a bucket can: a key together with another one below it ({@code
 * a} and {@code a/b}), and empty names ({@code a//b}, {@code a/}). Both are refused.
 */
final class LocalObjectStore implements ObjectStore {
  /** How often a write is tried again when a delete removes the folder it is about to enter. */
  private static final int PLACE_ATTEMPTS = 100;

  private final String uri;
  private final Path root;
  private final WorkFolder work;

  LocalObjectStore(String uri, Path root) {
    this.uri = uri;
    this.root = root;
    this.work = new WorkFolder(root);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public List<StoredObject> list(String prefix, String after, int limit) throws StoreException {
    Keys.checkLimit(limit);
    try {
      return new LocalListing(root, prefix, after, limit).run();
    } catch (IOException e) {
      throw LocalFailures.of("list '" + prefix + "' in " + uri, e);
    }
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    Path file = file("look at", key);
    try {
      return LocalFiles.attributes(file).map(found -> LocalFiles.describe(key, found));
    } catch (IOException e) {
      throw LocalFailures.of("look at '" + key + "' in " + uri, e);
    }
  }

  @Override
  public byte[] get(String key) throws StoreException {
    Path file = file("read", key);
    try {
      Optional<BasicFileAttributes> found = LocalFiles.attributes(file);
      if (found.isEmpty()) {
        throw LocalFailures.absent(key, uri);
      }
      if (found.get().size() > Integer.MAX_VALUE - 8) {
        throw Keys.refused("read", uri, key, "names more than 2 GiB; open it in ranges");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw LocalFailures.of("read '" + key + "' in " + uri, e);
    }
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    Path file = file("read", key);
    try {
      return LocalRange.open(file, key, uri, etag, from, to);
    } catch (IOException e) {
      throw LocalFailures.of("read '" + key + "' in " + uri, e);
    }
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    write(
        key,
        body,
        (temporary, file) -> {
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
          return true;
        });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) throws StoreException {
    for (int attempt = 0; attempt < PLACE_ATTEMPTS; attempt++) {
      if (write(key, body, LocalObjectStore::link)) {
        return true;
      }
      try {
        return Arrays.equals(get(key), body);
      } catch (StoreException e) {
        if (e.kind() != Kind.NOT_FOUND) {
          throw e;
        }
        // The object that was in the way is gone by now: the key is free again.
      }
    }
    throw new StoreException(
        Kind.UNREACHABLE,
        "Cannot write '" + key + "' in " + uri + ": it keeps appearing and vanishing",
        null);
  }

  @Override
  public void delete(String key) throws StoreException {
    Path file = file("delete", key);
    try {
      if (LocalFiles.attributes(file).isPresent()) {
        Files.deleteIfExists(file);
        LocalFiles.removeEmptyParents(file, root);
      }
    } catch (IOException e) {
      throw LocalFailures.of("delete '" + key + "' in " + uri, e);
    }
  }

  @Override
  public void close() {}

  /** Gives a finished temporary file its own name. */
  private interface Placement {
    /** Returns whether the file was placed, false when there is one of its name. */
    boolean place(Path temporary, Path file) throws IOException;
  }

  private boolean write(String key, byte[] body, Placement placement) throws StoreException {
    Path file = file("write", key);
    try {
      LocalFiles.refuseFolder(file, root);
      Path temporary = work.write(body);
      try {
        return place(temporary, file, root, placement);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw LocalFailures.of("write '" + key + "' in " + uri, e);
    }
  }

  private static boolean place(Path temporary, Path file, Path root, Placement placement)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        LocalFiles.createFolder(file.getParent());
        return placement.place(temporary, file);
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // Another process deleted the last file of the folder, and the folder with it, while it
        // was created or entered here.
        LocalFiles.refuseFolder(file, root);
        if (attempt == PLACE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static boolean link(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Path file(String attempt, String key) throws StoreException {
    Keys.check(attempt, uri, key);
    for (String name : key.split("/", -1)) {
      if (name.isEmpty()) {
        throw Keys.refused(attempt, uri, key, "has an empty name, which no folder can hold");
      }
      if (name.equals(WorkFolder.NAME)) {
        throw Keys.refused(attempt, uri, key, "lies in the folder for unfinished files");
      }
    }
    try {
      return root.resolve(key);
    } catch (InvalidPathException e) {
      throw Keys.refused(
          attempt, uri, key, "is no file name here: " + LocalFailures.encoding(e.getReason()));
    }
  }
}
