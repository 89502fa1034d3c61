package io.tidemark.publish;

import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Reads and writes the files of layers. */
final class LayerFiles {
  private static final LogFiles.Kind<Layer> KIND =
      new LogFiles.Kind<>(
          Layer.class,
          "layer",
          Layer.FORMAT,
          "Restore the object from a replica or an older version of it, or rebuild the index from"
              + " its input into another output.");

  private final ObjectStore store;
  private final LogFiles files;

  LayerFiles(ObjectStore store) {
    this.store = store;
    this.files = new LogFiles(store);
  }

  static String key(String id) {
    return "layers/" + id + ".json";
  }

  /**
   * Reads a layer.
   *
   * @throws DamagedFileException when its file is damaged or gone, or holds another one
   */
  Layer read(String key, String id) throws IOException {
    Layer layer = files.read(key, KIND);
    if (!layer.id().equals(id)) {
      throw files.damaged(key, KIND, "it holds layer " + layer.id(), null);
    }
    return layer;
  }

  /**
   * Writes the file of a layer, and of the objects it passes over, unless a retry wrote them
   * before: the same id is the same layer. A file that got damaged since is written anew.
   */
  void write(Layer layer) throws IOException {
    String key = key(layer.id());
    files.writeOnce(key, SealedJson.write(layer), () -> read(key, layer.id()));
    List<PassedOver> passedOver = PassedOver.in(layer);
    if (!passedOver.isEmpty()) {
      store.put("late/" + layer.id() + ".jsonl", JsonFormat.writeLines(passedOver));
    }
  }
}
