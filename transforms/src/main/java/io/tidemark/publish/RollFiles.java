package io.tidemark.publish;

import io.tidemark.publish.segment.Sha256;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and writes the files that list older layers, so that a snapshot need not: it lists fewer
 * than twice the layers of a file itself, and one file for each of the rest. Files are named by
 * what they list and never change: a retry and another writer write the same bytes, one that no
 * snapshot lists harms nothing, and what was read once is kept.
 *
 * <p>A snapshot still grows, by some 300 bytes for each {@value #LAYERS} layers: 1.2 MB at a
 * million layers. Files of files would be needed beyond.
 */
final class RollFiles {
  /** Layers listed by one file. */
  static final int LAYERS = 256;

  private static final int ID_DIGITS = 32;

  private static final LogFiles.Kind<Roll> KIND =
      new LogFiles.Kind<>(
          Roll.class,
          "list of layers",
          Roll.FORMAT,
          "Runs go on without it; readers need it. Restore the object from a replica or an older"
              + " version of it, or rebuild the index from its input into another output.");

  private final LogFiles files;
  private final int size;
  private final Map<String, List<LayerRef>> known = new ConcurrentHashMap<>();

  /**
   * For one index.
   *
   * @param size layers to list in one file
   */
  RollFiles(ObjectStore store, int size) {
    this.files = new LogFiles(store);
    this.size = size;
  }

  /** Content of a file; its format began when files had seals. */
  private record Roll(int format, String id, List<LayerRef> layers) {
    static final int FORMAT = 2;
  }

  /** The same layers, the older ones in files; writes those. */
  SnapshotHead roll(SnapshotHead head) throws IOException {
    SnapshotHead rolled = head;
    while (rolled.recent().size() >= 2 * size) {
      rolled = rolled.rolled(write(rolled.recent().subList(0, size)));
    }
    return rolled;
  }

  /**
   * The snapshot with all its layers.
   *
   * @throws DamagedFileException when a file that lists some is damaged or gone
   */
  Snapshot complete(SnapshotHead head) throws IOException {
    // A layer that comes again after it was rolled up is listed again: committers read no files.
    Set<LayerRef> layers = new LinkedHashSet<>();
    for (LayerRoll roll : head.rolls()) {
      layers.addAll(read(roll));
    }
    layers.addAll(head.recent());
    return head.with(List.copyOf(layers));
  }

  private List<LayerRef> read(LayerRoll listed) throws IOException {
    List<LayerRef> layers = known.get(listed.id());
    if (layers == null) {
      layers = read(listed.key(), listed.id());
      known.put(listed.id(), layers);
    }
    return layers;
  }

  private List<LayerRef> read(String key, String id) throws IOException {
    Roll roll = files.read(key, KIND);
    if (!roll.id().equals(id)) {
      throw files.damaged(key, KIND, "it holds list " + roll.id(), null);
    }
    return List.copyOf(roll.layers());
  }

  private LayerRoll write(List<LayerRef> layers) throws IOException {
    String id = Sha256.hex(JsonFormat.write(layers)).substring(0, ID_DIGITS);
    String key = "rolls/" + id + ".json";
    byte[] file = SealedJson.write(new Roll(Roll.FORMAT, id, layers));
    files.writeOnce(key, file, () -> read(key, id));
    return LayerRoll.of(id, key, layers);
  }
}
