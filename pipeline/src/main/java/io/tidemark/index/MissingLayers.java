package io.tidemark.index;

import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.util.List;
import java.util.TreeSet;

/** Finds the layers of a snapshot whose files are gone, by listing: one request a thousand. */
public final class MissingLayers {
  private static final String FOLDER = "layers/";

  private MissingLayers() {}

  /** Keys of the layer files that a snapshot lists and the store does not hold, sorted. */
  public static List<String> of(Snapshot snapshot, ObjectStore store) throws StoreException {
    TreeSet<String> missing = new TreeSet<>();
    snapshot.layers().stream().map(LayerRef::key).forEach(missing::add);
    String after = "";
    while (!missing.isEmpty()) {
      List<StoredObject> page = store.list(FOLDER, after, ObjectStore.MAX_LIST);
      page.forEach(object -> missing.remove(object.key()));
      if (page.size() < ObjectStore.MAX_LIST) {
        break;
      }
      after = page.get(page.size() - 1).key();
    }
    return List.copyOf(missing);
  }
}
