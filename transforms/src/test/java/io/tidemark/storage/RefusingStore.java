package io.tidemark.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store that can do nothing, for those of which a test needs little. */
public abstract class RefusingStore implements ObjectStore {
  @Override
  public List<StoredObject> list(String prefix, String after, int limit) throws StoreException {
    throw refused();
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    throw refused();
  }

  @Override
  public byte[] get(String key) throws StoreException {
    throw refused();
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    throw refused();
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    throw refused();
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) throws StoreException {
    throw refused();
  }

  @Override
  public void delete(String key) throws StoreException {
    throw refused();
  }

  @Override
  public void close() {}

  private AssertionError refused() {
    return new AssertionError("Asked " + uri() + " for what nobody should need of it");
  }
}
