package io.tidemark.changes.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.changes.read.document.PathNode;
import io.tidemark.changes.read.document.Slot;
import io.tidemark.changes.read.document.StrictUtf8;
import java.io.IOException;

/**
 * Reads one JSON object along the mapped paths, token by token: no tree is built, what is not
 * mapped is skipped. Strict: valid UTF-8 throughout, nothing but white space after the object, no
 * extensions of JSON. A key given twice counts the second time.
 */
final class JsonRecords {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // Records are bounded already, and a text may be as long as its record.
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final DocumentBuilder document;

  JsonRecords(DocumentBuilder document) {
    this.document = document;
  }

  /** Puts the values of the object in these bytes into the document builder. */
  void read(byte[] buffer, int start, int end) throws BadRecord {
    int invalid = StrictUtf8.invalid(buffer, start, end);
    if (invalid >= 0) {
      throw new BadRecord("not UTF-8, at byte " + (invalid - start) + " of the record");
    }
    // Jackson guesses UTF-16 and UTF-32 from zeros among the first bytes, and skips a BOM.
    int first = start;
    while (first < end && isSpace(buffer[first])) {
      first++;
    }
    if (first == end || buffer[first] != '{' || (first + 1 < end && buffer[first + 1] == 0)) {
      throw new BadRecord("not a JSON object");
    }
    document.start();
    try (JsonParser parser = FACTORY.createParser(buffer, first, end - first)) {
      parser.nextToken();
      object(parser, document.root());
      if (parser.nextToken() != null) {
        throw new BadRecord("more content after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadRecord(Excerpt.reason("not JSON", e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory cannot fail", e);
    }
  }

  private void object(JsonParser parser, PathNode node) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      PathNode child = node.child(parser.currentName());
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
        continue;
      }
      document.restart(child);
      if (child.isObject()) {
        inner(parser, child, token);
      } else if (token == JsonToken.START_ARRAY) {
        array(parser, child);
      } else if (token == JsonToken.VALUE_NULL) {
        document.each(child, Slot::nothing);
      } else {
        value(parser, child, token);
      }
    }
  }

  private void inner(JsonParser parser, PathNode node, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      object(parser, node);
    } else if (token != JsonToken.VALUE_NULL) {
      document.wrong(node, named(token));
      parser.skipChildren();
    }
  }

  private void array(JsonParser parser, PathNode node) throws IOException {
    document.array(node);
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.VALUE_NULL) {
        value(parser, node, token);
      }
    }
  }

  private void value(JsonParser parser, PathNode node, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING -> document.text(node, parser.getText());
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          String literal = parser.getText();
          document.each(node, slot -> slot.huge(literal));
        } else {
          document.integer(node, parser.getLongValue());
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        String literal = parser.getText();
        double value = parser.getDoubleValue();
        document.each(node, slot -> slot.real(value, literal));
      }
      case VALUE_TRUE -> document.each(node, slot -> slot.bool(true));
      case VALUE_FALSE -> document.each(node, slot -> slot.bool(false));
      default -> {
        document.wrong(node, named(token));
        parser.skipChildren();
      }
    }
  }

  private static String named(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "a number";
    };
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
