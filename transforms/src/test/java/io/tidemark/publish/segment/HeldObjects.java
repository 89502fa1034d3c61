package io.tidemark.publish.segment;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store that can only be got from, or cannot be reached. */
final class HeldObjects implements ObjectStore {
  private final Map<String, byte[]> objects = new TreeMap<>();
  private boolean reachable = true;

  HeldObjects hold(String key, byte[] body) {
    objects.put(key, body);
    return this;
  }

  HeldObjects unreachable() {
    reachable = false;
    return this;
  }

  @Override
  public String uri() {
    return "held:";
  }

  @Override
  public byte[] get(String key) throws StoreException {
    if (!reachable) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "Cannot get " + key, null);
    }
    byte[] body = objects.get(key);
    if (body == null) {
      throw new StoreException(StoreException.Kind.NOT_FOUND, "No object " + key, null);
    }
    return body;
  }

  @Override
  public List<StoredObject> list(String prefix, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredObject> head(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(String key, byte[] body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
