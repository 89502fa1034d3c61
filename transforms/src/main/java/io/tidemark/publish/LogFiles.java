package io.tidemark.publish;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the JSON files of one index, and tells those that are damaged. */
final class LogFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

  /** Reads before a file counts as damaged: a bad wire garbles one, not all. */
  private static final int READS = 3;

  private final ObjectStore store;

  LogFiles(ObjectStore store) {
    this.store = store;
  }

  /**
   * What a file of an index is to its readers.
   *
   * @param type of the record in it
   * @param what kind of file it is, for messages
   * @param format newest one known; 0 when the file has none
   * @param advice what to do when it is damaged
   */
  record Kind<T>(Class<T> type, String what, int format, String advice) {}

  /**
   * Reads a file that must be there.
   *
   * @throws DamagedFileException when it is not as it was written, or not there
   * @throws NewerFormatException when this version of Tidemark cannot know what is in it
   * @throws StoreException when the store cannot be asked: that says nothing about the file
   */
  <T> T read(String key, Kind<T> kind) throws IOException {
    return find(key, kind)
        .orElseThrow(
            () ->
                new DamagedFileException(
                    kind.what(), store.uri(), key, "it is not there", kind.advice(), null));
  }

  /**
   * Reads a file, if there is one.
   *
   * @throws DamagedFileException when it is not as it was written
   * @throws NewerFormatException when this version of Tidemark cannot know what is in it
   * @throws StoreException when the store cannot be asked: that says nothing about the file
   */
  <T> Optional<T> find(String key, Kind<T> kind) throws IOException {
    for (int i = 1; ; i++) {
      Optional<byte[]> file = get(key);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try {
        int format = SealedJson.check(file.get(), kind.format());
        if (format > kind.format()) {
          throw new NewerFormatException(store.uri() + "/" + key, format, kind.format());
        }
        return Optional.of(JsonFormat.read(file.get(), kind.type()));
      } catch (NewerFormatException e) {
        throw e;
      } catch (IOException e) {
        if (i == READS) {
          throw damaged(key, kind, String.valueOf(e.getMessage()), e);
        }
      }
    }
  }

  /** Reads a file that is to be kept; what it holds does not matter. */
  @FunctionalInterface
  interface Reading {
    void run() throws IOException;
  }

  /**
   * Writes a file whose name tells its content, unless it is there: a retry or another writer wrote
   * it before. One that got damaged since is written anew.
   *
   * @param check reads it
   */
  void writeOnce(String key, byte[] file, Reading check) throws IOException {
    if (store.putIfAbsent(key, file)) {
      return;
    }
    try {
      check.run();
    } catch (DamagedFileException e) {
      LOG.warn("{} It is written anew from what it was made of.", e.getMessage());
      store.put(key, file);
    }
  }

  <T> DamagedFileException damaged(
      String key, Kind<T> kind, String reason, @Nullable Exception cause) {
    return new DamagedFileException(
        kind.what(), store.uri(), key, "it is damaged: " + reason, kind.advice(), cause);
  }

  private Optional<byte[]> get(String key) throws StoreException {
    try {
      return Optional.of(store.get(key));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
