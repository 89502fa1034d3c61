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
import org.jspecify.annotations.Nullable;

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

  /** The record on a line, unless it is bad. */
  static Optional<DeliveredRecord> parse(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> record = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        Object value = value(parser);
        if (value != null) {
          record.put(name, value);
        }
      }
      boolean whole = parser.nextToken() == null;
      return whole ? DeliveredRecord.of(record) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A string, a long or a double; null for anything that is none. */
  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    return null;
  }

  private static byte[] unzip(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
