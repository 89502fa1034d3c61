package io.tidemark.changes.watch;

import io.tidemark.storage.RefusingStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The listing half of a store, in memory: holds etags and sizes, counts list requests. */
final class MemoryStore extends RefusingStore {
  private record Entry(String etag, long size) {}

  private final ConcurrentNavigableMap<String, Entry> entries =
      new ConcurrentSkipListMap<>(
          (a, b) ->
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
  private final AtomicInteger lists = new AtomicInteger();
  private volatile StoreException.@Nullable Kind trouble;
  private volatile @Nullable String troubleAfter;

  void put(String key, String etag, long size) {
    entries.put(key, new Entry(etag, size));
  }

  void put(String key) {
    put(key, "e1", 100);
  }

  /** List requests so far. */
  int lists() {
    return lists.get();
  }

  /** From now on requests for what follows exactly this key fail; null for none. */
  void troubleAfter(@Nullable String key) {
    troubleAfter = key;
  }

  /** From now on every request fails so; null for none. */
  void trouble(StoreException.@Nullable Kind kind) {
    trouble = kind;
  }

  @Override
  public String uri() {
    return "memory:test";
  }

  @Override
  public List<StoredObject> list(String prefix, String after, int limit) throws StoreException {
    lists.incrementAndGet();
    StoreException.Kind kind = trouble;
    if (kind != null) {
      throw new StoreException(kind, "Cannot list memory:test: " + kind, null);
    }
    if (after.equals(troubleAfter)) {
      throw new StoreException(StoreException.Kind.UNREACHABLE, "Cannot list " + after, null);
    }
    String from = prefix.compareTo(after) > 0 ? prefix : after;
    List<StoredObject> page = new ArrayList<>();
    for (var entry : entries.tailMap(from, !from.equals(after)).entrySet()) {
      if (page.size() == limit || !entry.getKey().startsWith(prefix)) {
        break;
      }
      page.add(
          new StoredObject(
              entry.getKey(), entry.getValue().etag(), entry.getValue().size(), Instant.EPOCH));
    }
    return page;
  }

  @Override
  public void delete(String key) {
    entries.remove(key);
  }
}
