package io.tidemark.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code index.yaml}, and reports every problem in it at once.
 *
 * <pre>{@code
 * id: id              # dotted path of the document id; default id
 * op: op              # "upsert" or "delete"; default op, absent in a record means upsert
 * version: version    # a long; without this line partition and position decide which is newer
 * fields:
 *   title: {type: text, analyzer: english, stored: true}
 *   status: {type: keyword}
 *   clicks: {type: long, path: stats.clicks}
 * }</pre>
 *
 * <p>{@code type} is text, keyword, long, double or date. {@code analyzer} is one of {@link
 * Analyzers#names()}, for text only, default standard. {@code path} defaults to the name of the
 * field, {@code stored} to false.
 */
public final class IndexYaml {
  private static final List<String> KEYS = List.of("id", "op", "version", "fields");

  private final List<String> problems = new ArrayList<>();

  private IndexYaml() {}

  /**
   * Reads settings from a file.
   *
   * @throws SettingsException with every problem found
   * @throws IOException when the file cannot be read
   */
  public static IndexSettings read(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Reads settings from text.
   *
   * @param source named in the message when there are problems
   * @throws SettingsException with every problem found
   */
  public static IndexSettings parse(String text, String source) {
    IndexYaml yaml = new IndexYaml();
    IndexSettings settings = yaml.settings(text);
    if (settings == null || !yaml.problems.isEmpty()) {
      throw new SettingsException(source, yaml.problems);
    }
    return settings;
  }

  private @Nullable IndexSettings settings(String text) {
    YamlNode root = new YamlReader(problems).read(text);
    if (root == null) {
      return null;
    }
    if (root.entries() == null) {
      problems.add("the file holds no mapping; expected the keys " + String.join(", ", KEYS));
      return null;
    }
    Map<String, YamlNode.Entry> keys = unique(root.entries(), "");
    keys.values().stream()
        .filter(entry -> !KEYS.contains(entry.key()))
        .forEach(
            entry ->
                problem(
                    entry.line(),
                    "unknown key \"" + entry.key() + "\"" + Nearest.hint(entry.key(), KEYS)));
    String id = path(keys.get("id"), "id");
    String op = path(keys.get("op"), "op");
    String version = keys.containsKey("version") ? path(keys.get("version"), "version") : null;
    List<FieldSettings> fields = fields(keys.get("fields"));
    IndexSettings settings = new IndexSettings(id, op, version, fields);
    problems.addAll(PathConflicts.of(settings));
    return settings;
  }

  private String path(YamlNode.@Nullable Entry entry, String key) {
    if (entry == null) {
      return key;
    }
    String path = entry.value().scalar();
    String wrong = path == null ? "no path; write the path or leave the line out" : null;
    if (path != null) {
      wrong = RecordPath.problem(path);
    }
    if (wrong != null) {
      problem(entry.line(), key + ": " + wrong);
    }
    return wrong == null && path != null ? path : key;
  }

  private List<FieldSettings> fields(YamlNode.@Nullable Entry entry) {
    if (entry == null || entry.value().entries() == null || entry.value().entries().isEmpty()) {
      problems.add("fields: there are none; list at least one, such as title: {type: text}");
      return List.of();
    }
    List<FieldSettings> fields = new ArrayList<>();
    for (YamlNode.Entry field : unique(entry.value().entries(), "fields.").values()) {
      fields.add(new FieldYaml(field, problems).read());
    }
    fields.sort(Comparator.comparing(FieldSettings::name));
    return fields;
  }

  private Map<String, YamlNode.Entry> unique(List<YamlNode.Entry> entries, String where) {
    return FieldYaml.unique(entries, where, problems);
  }

  private void problem(int line, String what) {
    problems.add("line " + line + ": " + what);
  }
}
