package io.tidemark.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells in words how two index settings differ. */
public final class SettingsDiff {
  private final List<String> differences = new ArrayList<>();

  private SettingsDiff() {}

  /** One sentence for each difference, empty when the settings are equal. */
  public static List<String> between(IndexSettings was, IndexSettings now) {
    SettingsDiff diff = new SettingsDiff();
    diff.compare("id", was.id(), now.id());
    diff.compare("op", was.op(), now.op());
    diff.compare(
        "version",
        Objects.requireNonNullElse(was.version(), "not set"),
        Objects.requireNonNullElse(now.version(), "not set"));
    Map<String, FieldSettings> before = byName(was);
    Map<String, FieldSettings> after = byName(now);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      diff.compareField(name, before.get(name), after.get(name));
    }
    return List.copyOf(diff.differences);
  }

  private void compareField(String name, @Nullable FieldSettings was, @Nullable FieldSettings now) {
    String where = "fields." + name;
    if (was == null) {
      differences.add(where + " is new");
    } else if (now == null) {
      differences.add(where + " is gone");
    } else {
      compare(where + ".type", FieldYaml.lower(was.type()), FieldYaml.lower(now.type()));
      compare(where + ".path", was.path(), now.path());
      compare(where + ".analyzer", was.analyzer(), now.analyzer());
      compare(where + ".stored", "" + was.stored(), "" + now.stored());
    }
  }

  private void compare(String what, String was, String now) {
    if (!was.equals(now)) {
      differences.add(what + " was " + was + ", is now " + now);
    }
  }

  private static Map<String, FieldSettings> byName(IndexSettings settings) {
    return settings.fields().stream()
        .collect(
            Collectors.toMap(
                FieldSettings::name, Function.identity(), (one, other) -> one, TreeMap::new));
  }
}
