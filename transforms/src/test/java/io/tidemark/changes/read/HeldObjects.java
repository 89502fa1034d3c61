package io.tidemark.changes.read;

import io.tidemark.storage.RefusingStore;
import io.tidemark.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects in memory, for reading by etag. A store of one name is the same in the whole JVM, so
 * DoFns on the direct runner find it by its URI, {@code held:name}.
 */
final class HeldObjects extends RefusingStore {
  private static final Map<String, HeldObjects> STORES = new ConcurrentHashMap<>();

  private record Version(String etag, byte[] bytes) {}

  private final String uri;
  private final Map<String, Version> objects = new ConcurrentHashMap<>();
  private volatile StoreException fault;

  private HeldObjects(String uri) {
    this.uri = uri;
  }

  static HeldObjects named(String name) {
    return STORES.computeIfAbsent("held:" + name, HeldObjects::new);
  }

  static HeldObjects at(String uri) {
    return named(uri.substring("held:".length()));
  }

  /** Puts a version of an object. */
  void put(String key, String etag, byte[] bytes) {
    objects.put(key, new Version(etag, bytes.clone()));
  }

  /** From now on every read throws this. */
  void fail(StoreException with) {
    fault = with;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    if (fault != null) {
      throw fault;
    }
    Version version = objects.get(key);
    if (version == null) {
      throw new StoreException(StoreException.Kind.NOT_FOUND, "no " + key, null);
    }
    if (!version.etag().equals(etag)) {
      throw new StoreException(
          StoreException.Kind.CHANGED, key + " is now " + version.etag(), null);
    }
    if (from < 0 || to > version.bytes().length || from >= to) {
      throw new AssertionError("No bytes " + from + " to " + to + " in " + key);
    }
    return new ByteArrayInputStream(version.bytes(), (int) from, (int) (to - from));
  }
}
