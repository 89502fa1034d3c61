package io.tidemark.index;

import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The layers that are known to be damaged: a version that lists one need not be opened. */
final class DamagedLayers {
  private static final Logger LOG = LoggerFactory.getLogger(DamagedLayers.class);

  private final IndexSource source;
  private final Map<String, DamagedFileException> byId = new HashMap<>();

  DamagedLayers(IndexSource source) {
    this.source = source;
  }

  /**
   * Looks whether a version can be whole.
   *
   * @throws DamagedFileException the damage of a layer it lists
   */
  void look(Snapshot snapshot) throws DamagedFileException {
    for (LayerRef layer : snapshot.layers()) {
      DamagedFileException damage = byId.get(layer.id());
      if (damage != null) {
        throw damage;
      }
    }
  }

  /**
   * Takes down what was met when a version was opened.
   *
   * @return whether it was not known
   * @throws DamagedFileException the same, when it is in no layer of the version
   */
  boolean add(Snapshot snapshot, DamagedFileException damage) throws DamagedFileException {
    String layer = damage instanceof DamagedShardException shard ? shard.layer() : "";
    List<String> ids =
        snapshot.layers().stream()
            .filter(ref -> ref.key().equals(damage.key()) || ref.id().equals(layer))
            .map(LayerRef::id)
            .toList();
    if (ids.isEmpty()) {
      throw damage;
    }
    boolean news = false;
    for (String id : ids) {
      news |= byId.put(id, damage) == null;
    }
    return news;
  }

  /** Forgets what the newest version does not list, or what was mended: those layers are read. */
  void recheck(Snapshot newest) throws IOException {
    if (byId.isEmpty()) {
      return;
    }
    Set<String> damaged = new HashSet<>();
    for (LayerRef layer : newest.layers()) {
      if (byId.containsKey(layer.id()) && !whole(layer)) {
        damaged.add(layer.id());
      }
    }
    byId.keySet().retainAll(damaged);
  }

  private boolean whole(LayerRef layer) throws IOException {
    try {
      for (List<OpenSegment> opened : new SegmentLoader(source).open(List.of(layer)).values()) {
        for (OpenSegment segment : opened) {
          segment.release();
        }
      }
      LOG.info("Layer {} is whole again", layer.id());
      return true;
    } catch (DamagedFileException e) {
      return false;
    }
  }
}
