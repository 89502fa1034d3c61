package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One listing of a folder tree in the order of keys.
 *
 * <p>That order is not the order of names in each folder: {@code a-b} comes before {@code a/x}
 * because {@code -} sorts before {@code /}, though {@code a} sorts before {@code a-b}. So a
 * folder's names wait in a queue; one that turns out to be a folder goes back with a slash behind
 * its name, and is entered when it comes up again.
 *
 * <p>Folders outside the prefix, or wholly at or before {@code after}, are never entered, and files
 * there never looked at. The cost is that of the names in the folders entered plus a look at each
 * file returned.
 */
final class LocalListing {
  private final Path root;
  private final String prefix;
  private final String after;
  private final int limit;
  private final List<StoredObject> found = new ArrayList<>();

  LocalListing(Path root, String prefix, String after, int limit) {
    this.root = root;
    this.prefix = prefix;
    this.after = after;
    this.limit = limit;
  }

  List<StoredObject> run() throws IOException {
    String start = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (start.isEmpty()) {
      walk(root, start);
    } else if (canBeFolder(start)) {
      walk(root.resolve(start), start);
    }
    return found;
  }

  private void walk(Path folder, String folderKey) throws IOException {
    PriorityQueue<String> waiting = names(folder, folderKey);
    while (!waiting.isEmpty() && found.size() < limit) {
      String key = waiting.remove();
      Path path = folder.resolve(key.substring(folderKey.length()));
      if (key.endsWith("/")) {
        if (!leadsBack(path, folder)) {
          walk(path, key);
        }
        continue;
      }
      Optional<BasicFileAttributes> attributes = LocalFiles.anyAttributes(path);
      if (attributes.isEmpty()) {
        continue;
      }
      if (attributes.get().isDirectory() && mayHold(key + "/")) {
        waiting.add(key + "/");
      } else if (attributes.get().isRegularFile() && wanted(key)) {
        found.add(LocalFiles.describe(key, attributes.get()));
      }
    }
  }

  private PriorityQueue<String> names(Path folder, String folderKey) throws IOException {
    PriorityQueue<String> names = new PriorityQueue<>(Keys::compare);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        String key = folderKey + name;
        if (!name.equals(WorkFolder.NAME) && (wanted(key) || mayHold(key + "/"))) {
          checkReadable(entry, name);
          names.add(key);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Deleted meanwhile, or never there: nothing lies in it.
      names.clear();
    }
    return names;
  }

  private boolean wanted(String key) {
    return key.startsWith(prefix) && Keys.compare(key, after) > 0;
  }

  private boolean mayHold(String folderKey) {
    boolean inPrefix = folderKey.startsWith(prefix) || prefix.startsWith(folderKey);
    boolean reachesPast = Keys.compare(folderKey, after) > 0 || after.startsWith(folderKey);
    return inPrefix && reachesPast;
  }

  /** A link to a folder it lies in would be walked without end; its files are listed already. */
  private static boolean leadsBack(Path path, Path folder) throws IOException {
    return Files.isSymbolicLink(path) && folder.toRealPath().startsWith(path.toRealPath());
  }

  private static boolean canBeFolder(String start) {
    return !start.contains("\0")
        && Arrays.stream(start.substring(0, start.length() - 1).split("/", -1))
            .noneMatch(
                name ->
                    name.isEmpty()
                        || name.equals(".")
                        || name.equals("..")
                        || name.equals(WorkFolder.NAME));
  }

  /** A name that does not survive the way into a string and back could never be opened. */
  private static void checkReadable(Path entry, String name) throws StoreException {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return;
    }
    String problem = "its bytes are not text in this encoding";
    try {
      if (entry.resolveSibling(name).equals(entry)) {
        return;
      }
    } catch (InvalidPathException e) {
      problem = e.getReason();
    }
    throw new StoreException(
        Kind.REFUSED,
        "Cannot list "
            + entry.getParent()
            + ": the file name '"
            + name
            + "' cannot be read: "
            + LocalFailures.encoding(problem)
            + ". Rename the file or change the encoding.",
        null);
  }
}
