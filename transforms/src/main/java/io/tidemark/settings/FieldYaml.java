package io.tidemark.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one field of {@code index.yaml}. Problems are added to a list, not thrown. */
final class FieldYaml {
  private static final List<String> KEYS = List.of("type", "path", "analyzer", "stored");
  private static final Map<String, FieldType> TYPES =
      Arrays.stream(FieldType.values())
          .collect(
              Collectors.toMap(
                  FieldYaml::lower, Function.identity(), (one, other) -> one, LinkedHashMap::new));

  /** What Lucene's query syntax takes as a field name without escapes. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private final String name;
  private final YamlNode.Entry field;
  private final List<String> problems;

  FieldYaml(YamlNode.Entry field, List<String> problems) {
    this.name = field.key();
    this.field = field;
    this.problems = problems;
  }

  /** The field; made up where problems were added. */
  FieldSettings read() {
    checkName();
    List<YamlNode.Entry> entries = field.value().entries();
    if (entries == null) {
      problem(field.line(), "expected a mapping such as {type: text}");
      return new FieldSettings(name, name, FieldType.TEXT, Analyzers.DEFAULT, false);
    }
    Map<String, YamlNode.Entry> keys = unique(entries, "fields." + name + ".", problems);
    for (YamlNode.Entry entry : keys.values()) {
      if (!KEYS.contains(entry.key())) {
        problem(
            entry.line(), "unknown key \"" + entry.key() + "\"" + Nearest.hint(entry.key(), KEYS));
      }
    }
    FieldType type = type(keys.get("type"));
    return new FieldSettings(
        name,
        path(keys.get("path")),
        type == null ? FieldType.TEXT : type,
        analyzer(keys.get("analyzer"), type),
        stored(keys.get("stored")));
  }

  /** The entries by key; a key given again is a problem, its first value stands. */
  static Map<String, YamlNode.Entry> unique(
      List<YamlNode.Entry> entries, String where, List<String> problems) {
    Map<String, YamlNode.Entry> byKey = new LinkedHashMap<>();
    for (YamlNode.Entry entry : entries) {
      YamlNode.Entry first = byKey.putIfAbsent(entry.key(), entry);
      if (first != null) {
        problems.add(
            "line "
                + entry.line()
                + ": "
                + where
                + entry.key()
                + " is given twice, first in line "
                + first.line());
      }
    }
    return byKey;
  }

  private void checkName() {
    if (name.startsWith("_")) {
      problem(field.line(), "names that start with _ are kept for the index's own fields");
    } else if (!NAME.matcher(name).matches()) {
      problem(
          field.line(),
          "a name starts with a letter and goes on with letters, digits, _, - and . (ASCII)");
    }
  }

  private @Nullable FieldType type(YamlNode.@Nullable Entry entry) {
    if (entry == null) {
      problem(field.line(), "no type; one of " + String.join(", ", TYPES.keySet()));
      return null;
    }
    String type = String.valueOf(entry.value().scalar());
    if (!TYPES.containsKey(type)) {
      problem(
          entry.line(),
          "unknown type \""
              + type
              + "\"; one of "
              + String.join(", ", TYPES.keySet())
              + Nearest.hint(type, TYPES.keySet()));
      return null;
    }
    return TYPES.get(type);
  }

  private String path(YamlNode.@Nullable Entry entry) {
    String path = entry == null ? name : entry.value().scalar();
    String wrong = path == null ? "no path" : RecordPath.problem(path);
    if (wrong != null) {
      problem(entry == null ? field.line() : entry.line(), wrong);
    }
    return wrong == null && path != null ? path : name;
  }

  private String analyzer(YamlNode.@Nullable Entry entry, @Nullable FieldType type) {
    if (type != null && type != FieldType.TEXT) {
      if (entry != null) {
        problem(entry.line(), "an analyzer is for text fields; this one is " + lower(type));
      }
      return Analyzers.KEYWORD;
    }
    if (entry == null) {
      return Analyzers.DEFAULT;
    }
    String analyzer = String.valueOf(entry.value().scalar());
    if (!Analyzers.names().contains(analyzer)) {
      problem(
          entry.line(),
          "unknown analyzer \""
              + analyzer
              + "\"; one of "
              + String.join(", ", Analyzers.names())
              + Nearest.hint(analyzer, Analyzers.names()));
      return Analyzers.DEFAULT;
    }
    return analyzer;
  }

  private boolean stored(YamlNode.@Nullable Entry entry) {
    String stored = entry == null ? "false" : String.valueOf(entry.value().scalar());
    if (!stored.equals("true") && !stored.equals("false")) {
      problem(Objects.requireNonNull(entry).line(), "stored is true or false");
    }
    return stored.equals("true");
  }

  private void problem(int line, String what) {
    problems.add("line " + line + ": fields." + name + ": " + what);
  }

  static String lower(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
