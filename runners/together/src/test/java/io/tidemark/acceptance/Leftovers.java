package io.tidemark.acceptance;

import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.RejectFile;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files of an index that no snapshot leads to: what was written and never committed. */
final class Leftovers {
  private Leftovers() {}

  /** How many there are by folder. */
  static Map<String, Long> of(Site site) throws IOException {
    Map<String, Long> left = new TreeMap<>();
    try (ObjectStore store = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(store);
      Set<String> named = new TreeSet<>();
      for (LayerRef ref : log.newest().orElseThrow().layers()) {
        named.add(ref.key());
      }
      for (StoredObject file : files(store, "layers/")) {
        String id = file.key().replaceAll("^layers/|[.]json$", "");
        Layer layer = log.layer(new LayerRef(id, file.key(), null, null, 0, 0));
        if (layer.shards().isEmpty()) {
          named.add(file.key()); // It only tells of progress, and no snapshot lists it.
        }
        if (named.contains(file.key())) {
          layer.shards().stream().map(ShardFile::key).forEach(named::add);
          layer.rejects().stream().map(RejectFile::key).forEach(named::add);
        }
      }
      for (String folder : List.of("shards/", "layers/", "rejects/")) {
        long count =
            files(store, folder).stream().filter(file -> !named.contains(file.key())).count();
        left.put(folder, count);
      }
    }
    return left;
  }

  private static List<StoredObject> files(ObjectStore store, String folder) throws IOException {
    return store.list(folder, "", ObjectStore.MAX_LIST);
  }
}
