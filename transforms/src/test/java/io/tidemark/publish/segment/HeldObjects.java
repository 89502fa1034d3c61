package io.tidemark.publish.segment;

import io.tidemark.storage.RefusingStore;
import io.tidemark.storage.StoreException;
import java.util.Map;
import java.util.TreeMap;

/** A store that can only be got from, or cannot be reached. */
final class HeldObjects extends RefusingStore {
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
}
