package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A store of its own within an output: {@code doctor/} and a random name. Nobody else lists or
 * reads there, so what happens in it disturbs no run and no reader. Remembers every key it may have
 * written, since a listing is one of the things that are not trusted yet.
 */
final class ProbeFolder implements ObjectStore {
  /** Where it is, in the output. */
  static final String FOLDER = "doctor";

  private final ObjectStore output;
  private final String prefix;
  private final Set<String> written = new ConcurrentSkipListSet<>();

  ProbeFolder(ObjectStore output) {
    this.output = output;
    this.prefix = FOLDER + "/" + UUID.randomUUID().toString().replace("-", "") + "/";
  }

  @Override
  public String uri() {
    return output.uri() + "/" + prefix.substring(0, prefix.length() - 1);
  }

  /**
   * Deletes all that was written, or as much of it as can be.
   *
   * @return why something could not be deleted; empty when nothing is left
   */
  Optional<StoreException> remove() {
    StoreException first = null;
    for (String key : written) {
      try {
        output.delete(prefix + key);
      } catch (StoreException e) {
        first = first == null ? e : first;
        if (e.kind() == StoreException.Kind.UNREACHABLE) {
          break; // Each further one would wait as long.
        }
      }
    }
    return Optional.ofNullable(first);
  }

  @Override
  public List<StoredObject> list(String keys, String after, int limit) throws StoreException {
    List<StoredObject> found = new ArrayList<>();
    for (StoredObject object :
        output.list(prefix + keys, after.isEmpty() ? "" : prefix + after, limit)) {
      found.add(here(object));
    }
    return found;
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    return output.head(prefix + key).map(this::here);
  }

  @Override
  public byte[] get(String key) throws StoreException {
    return output.get(prefix + key);
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    return output.open(prefix + key, etag, from, to);
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    boolean first = written.add(key);
    try {
      output.put(prefix + key, body);
    } catch (StoreException e) {
      if (first && e.kind() == StoreException.Kind.DENIED) {
        written.remove(key);
      }
      throw e;
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) throws StoreException {
    written.add(key);
    return output.putIfAbsent(prefix + key, body);
  }

  @Override
  public void delete(String key) throws StoreException {
    output.delete(prefix + key);
  }

  /** Leaves the output open. */
  @Override
  public void close() {}

  private StoredObject here(StoredObject object) {
    String key = object.key();
    String name = key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    return new StoredObject(name, object.etag(), object.size(), object.lastModified());
  }
}
