package io.tidemark.changes.read.document;

import io.tidemark.settings.IndexSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of the mapped paths: an object whose keys matter, or a value some slots want. Settings in
 * which one path would have to be both are refused before they get here.
 */
public final class PathNode {
  static final int ID = 0;
  static final int OP = 1;
  static final int VERSION = 2;
  static final int FIRST_FIELD = 3;

  private final Map<String, PathNode> children = new HashMap<>();

  /** The slots that want this value, or, of an object, the values below it. */
  private int[] slots = {};

  private PathNode() {}

  /** The record itself, with every path of the settings below it. */
  static PathNode of(IndexSettings settings) {
    PathNode root = new PathNode();
    root.put(settings.id(), ID);
    root.put(settings.op(), OP);
    if (settings.version() != null) {
      root.put(settings.version(), VERSION);
    }
    for (int field = 0; field < settings.fields().size(); field++) {
      root.put(settings.fields().get(field).path(), FIRST_FIELD + field);
    }
    return root;
  }

  /** What is under the key, or null when no path goes there. */
  public @Nullable PathNode child(String key) {
    return children.get(key);
  }

  /** What is below, by key. */
  public Map<String, PathNode> children() {
    return children;
  }

  /** Whether the paths want an object here, not a value. */
  public boolean isObject() {
    return !children.isEmpty();
  }

  int[] slots() {
    return slots;
  }

  private void put(String path, int slot) {
    PathNode node = this;
    node.addSlot(slot);
    for (String step : path.split("\\.", -1)) {
      node = node.children.computeIfAbsent(step, key -> new PathNode());
      node.addSlot(slot);
    }
  }

  private void addSlot(int slot) {
    int[] more = Arrays.copyOf(slots, slots.length + 1);
    more[slots.length] = slot;
    slots = more;
  }
}
