package io.tidemark.index;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory; remembers which were read. */
final class MemoryStore implements ObjectStore {
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Queue<String> reads = new ConcurrentLinkedQueue<>();

  /** Keys of objects read since the last call, sorted. */
  List<String> takeReads() {
    List<String> taken = reads.stream().sorted().toList();
    reads.clear();
    return taken;
  }

  @Override
  public String uri() {
    return "memory:index";
  }

  @Override
  public List<StoredObject> list(String prefix, String after, int limit) {
    return objects.tailMap(after, false).entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .limit(limit)
        .map(e -> describe(e.getKey(), e.getValue()))
        .toList();
  }

  @Override
  public Optional<StoredObject> head(String key) {
    return Optional.ofNullable(objects.get(key)).map(body -> describe(key, body));
  }

  @Override
  public byte[] get(String key) throws StoreException {
    reads.add(key);
    byte[] body = objects.get(key);
    if (body == null) {
      throw new StoreException(StoreException.Kind.NOT_FOUND, "No object " + key, null);
    }
    return body.clone();
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    return new ByteArrayInputStream(get(key), (int) from, (int) (to - from));
  }

  @Override
  public void put(String key, byte[] body) {
    objects.put(key, body.clone());
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) {
    byte[] there = objects.putIfAbsent(key, body.clone());
    return there == null || Arrays.equals(there, body);
  }

  @Override
  public void delete(String key) {
    objects.remove(key);
  }

  @Override
  public void close() {}

  private static StoredObject describe(String key, byte[] body) {
    return new StoredObject(key, "" + Arrays.hashCode(body), body.length, Instant.EPOCH);
  }
}
