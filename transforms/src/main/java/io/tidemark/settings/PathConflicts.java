package io.tidemark.settings;

import java.util.ArrayList;
import java.util.List;

/** Finds paths that cannot both hold: one would have to be a value and an object at once. */
final class PathConflicts {
  private record Use(String what, String path) {}

  private PathConflicts() {}

  /** A sentence for each conflict. */
  static List<String> of(IndexSettings settings) {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use("id", settings.id()));
    uses.add(new Use("op", settings.op()));
    if (settings.version() != null) {
      uses.add(new Use("version", settings.version()));
    }
    settings.fields().forEach(field -> uses.add(new Use("fields." + field.name(), field.path())));
    List<String> conflicts = new ArrayList<>();
    for (Use outer : uses) {
      for (Use inner : uses) {
        if (RecordPath.contains(outer.path(), inner.path())) {
          conflicts.add(
              outer.what()
                  + " reads \""
                  + outer.path()
                  + "\", but that must be an object for "
                  + inner.what()
                  + " to read \""
                  + inner.path()
                  + "\"");
        }
      }
    }
    return conflicts;
  }
}
