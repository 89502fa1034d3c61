package io.tidemark.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A YAML value that remembers its line and keeps repeated keys, so that every problem can be named
 * where it is.
 *
 * @param line 1 for the first
 * @param scalar text of a scalar; null for a mapping, a list and an empty value
 * @param entries of a mapping, in file order, repeated keys included; null for anything else
 */
record YamlNode(int line, @Nullable String scalar, @Nullable List<Entry> entries) {

  /** One key of a mapping, the line it is on, and its value. */
  record Entry(String key, int line, YamlNode value) {}
}
