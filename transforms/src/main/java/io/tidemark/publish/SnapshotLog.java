package io.tidemark.publish;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The versioned log of an index: reads snapshots and layers, appends the next snapshot.
 *
 * <p>Versions are contiguous from 1. {@code latest.json} holds a version that exists; it is a guess
 * at the newest, written after each append and allowed to lag. So the newest snapshot costs one
 * read, one listing of what is beyond the guess, and one more read if the guess lagged, however
 * long the log is.
 */
public final class SnapshotLog {
  private static final String FOLDER = "snapshots/";
  private static final String LATEST = "latest.json";

  private final ObjectStore store;

  public SnapshotLog(ObjectStore store) {
    this.store = store;
  }

  /** The guess at the newest version. */
  record Latest(long version) {}

  /** The newest snapshot, or empty when the output holds no index. */
  public Optional<Snapshot> newest() throws IOException {
    String newest = null;
    String after = guess();
    while (true) {
      List<StoredObject> page = store.list(FOLDER, after, ObjectStore.MAX_LIST);
      if (!page.isEmpty()) {
        newest = page.get(page.size() - 1).key();
        after = newest;
      }
      if (page.size() < ObjectStore.MAX_LIST) {
        break;
      }
    }
    if (newest == null && after.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(read(newest == null ? after : newest));
  }

  /**
   * The snapshot of a version, or empty when there is none (yet, or no longer).
   *
   * @param version 1 or more
   */
  public Optional<Snapshot> at(long version) throws IOException {
    try {
      return Optional.of(read(key(version)));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The layer a snapshot lists. */
  public Layer layer(LayerRef ref) throws IOException {
    return parse(ref.key(), Layer.class);
  }

  /**
   * The newest snapshot of the index a run is to continue; writes version 1, an empty index, when
   * the output holds none.
   *
   * @throws IndexMismatchException when the output holds an index of another identity
   */
  public Snapshot openOrCreate(IndexIdentity identity, Snapshot.Writer writer, Instant now)
      throws IOException {
    Optional<Snapshot> found = newest();
    if (found.isEmpty()) {
      Snapshot empty =
          new Snapshot(Snapshot.FORMAT, 1, now, writer, identity, List.of(), Progress.NONE);
      if (append(empty)) {
        return empty;
      }
      found = newest(); // Another run created it in this very moment.
    }
    Snapshot newest = found.orElseThrow();
    List<String> differences = newest.index().differences(identity);
    if (!differences.isEmpty()) {
      throw new IndexMismatchException(store.uri(), differences);
    }
    return newest;
  }

  /**
   * Appends a snapshot.
   *
   * @return false when its version is taken by another: reload, re-apply, try the next
   */
  boolean append(Snapshot next) throws StoreException {
    if (!store.putIfAbsent(key(next.version()), JsonFormat.write(next))) {
      return false;
    }
    store.put(LATEST, JsonFormat.write(new Latest(next.version())));
    return true;
  }

  /**
   * Writes the file of a layer, and of the objects it passes over, unless a retry wrote them
   * before: the same id is the same layer.
   */
  void writeLayer(Layer layer) throws StoreException {
    store.putIfAbsent(layerKey(layer.id()), JsonFormat.write(layer));
    List<PassedOver> passedOver = PassedOver.in(layer);
    if (!passedOver.isEmpty()) {
      store.putIfAbsent("late/" + layer.id() + ".jsonl", JsonFormat.writeLines(passedOver));
    }
  }

  static String layerKey(String id) {
    return "layers/" + id + ".json";
  }

  static String key(long version) {
    return String.format(Locale.ROOT, "%s%020d.json", FOLDER, version);
  }

  /** Key of a snapshot that exists, or the empty string. */
  private String guess() throws StoreException {
    try {
      return key(JsonFormat.read(store.get(LATEST), Latest.class).version());
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return "";
      }
      throw e;
    } catch (IOException unreadable) {
      return ""; // Only a guess: list from the start instead.
    }
  }

  private Snapshot read(String key) throws IOException {
    Snapshot snapshot = parse(key, Snapshot.class);
    if (snapshot.format() > Snapshot.FORMAT) {
      throw new IOException(
          "Cannot read "
              + store.uri()
              + "/"
              + key
              + ": it has format "
              + snapshot.format()
              + ", this version knows "
              + Snapshot.FORMAT
              + ". Use the newer version of Tidemark that wrote it.");
    }
    return snapshot;
  }

  private <T> T parse(String key, Class<T> type) throws IOException {
    byte[] body = store.get(key);
    try {
      return JsonFormat.read(body, type);
    } catch (IOException e) {
      throw new IOException(
          "Cannot read " + store.uri() + "/" + key + ": it is damaged (" + e.getMessage() + ")", e);
    }
  }
}
