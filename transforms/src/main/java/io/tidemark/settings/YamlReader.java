package io.tidemark.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a YAML document into {@link YamlNode}s. Problems are added to a list, not thrown. */
final class YamlReader {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final List<String> problems;

  YamlReader(List<String> problems) {
    this.problems = problems;
  }

  /** The document, or null when it is not YAML or empty; a problem then says so. */
  @Nullable YamlNode read(String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        problems.add("the file is empty");
        return null;
      }
      YamlNode root = value(parser);
      if (parser.nextToken() != null) {
        problems.add(at(parser) + "a second document; only one is allowed");
      }
      return root;
    } catch (JsonProcessingException e) {
      problems.add("not YAML" + place(e) + ": " + firstLine(e.getOriginalMessage()));
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("Reading from a string cannot fail", e);
    }
  }

  private YamlNode value(YAMLParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (parser.isCurrentAlias()) {
      problems.add(at(parser) + "an alias (*" + parser.getText() + "); write the value out");
      return new YamlNode(line, null, null);
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new YamlNode(line, null, entries(parser));
    }
    if (token == JsonToken.START_ARRAY) {
      problems.add(at(parser) + "a list; nothing in the settings is a list");
      parser.skipChildren();
      return new YamlNode(line, null, null);
    }
    return new YamlNode(line, token == JsonToken.VALUE_NULL ? null : parser.getText(), null);
  }

  private List<YamlNode.Entry> entries(YAMLParser parser) throws IOException {
    List<YamlNode.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      entries.add(new YamlNode.Entry(key, line, value(parser)));
    }
    return entries;
  }

  private static String at(JsonParser parser) {
    return "line " + parser.currentTokenLocation().getLineNr() + ": ";
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
