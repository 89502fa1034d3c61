package io.tidemark.settings;

import org.jspecify.annotations.Nullable;

/** Rules for dotted paths into a record. */
final class RecordPath {
  private RecordPath() {}

  /** What is wrong with a path, or null when it can be used. */
  static @Nullable String problem(String path) {
    if (path.isEmpty()) {
      return "an empty path";
    }
    for (String step : path.split("\\.", -1)) {
      if (step.isEmpty()) {
        return "path \"" + path + "\" has an empty step; write steps with one dot between them";
      }
      if (!step.equals(step.strip())) {
        return "path \"" + path + "\" has white space around a step";
      }
    }
    return null;
  }

  /** Whether a value at {@code outer} would have to be an object for {@code inner} to exist. */
  static boolean contains(String outer, String inner) {
    return inner.length() > outer.length()
        && inner.startsWith(outer)
        && inner.charAt(outer.length()) == '.';
  }
}
