package io.tidemark.testdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads generated files back as a strict stranger would; shares no code with the generator. */
final class DeliveredRecords {
  private static final JsonFactory JSON = new JsonFactory();

  private DeliveredRecords() {}

  /** The lines of a file, without their line feeds. */
  static List<byte[]> lines(GeneratedFile file) {
    byte[] content = file.relativePath().endsWith(".gz") ? unzip(file.bytes()) : file.bytes();
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    if (start != content.length) {
      throw new AssertionError("No line feed at the end of " + file.relativePath());
    }
    return lines;
  }

  /** The record on a line, unless it is bad: values are strings, longs, doubles and lists. */
  static Optional<Map<String, Object>> parse(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> record = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        record.put(name, value(parser));
      }
      boolean good =
          parser.nextToken() == null
              && record.get("id") instanceof String
              && List.of("upsert", "delete").contains(record.get("op"))
              && record.get("version") instanceof Long;
      return good ? Optional.of(record) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? parser.getBigIntegerValue()
            : parser.getLongValue();
      case VALUE_NUMBER_FLOAT:
        return parser.getDoubleValue();
      case START_ARRAY:
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        return items;
      default:
        parser.skipChildren();
        return parser.currentToken();
    }
  }

  private static byte[] unzip(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
