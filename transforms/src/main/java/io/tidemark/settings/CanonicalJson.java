package io.tidemark.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes settings as JSON that is the same for equal settings, and a valid index.yaml as well. */
final class CanonicalJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private CanonicalJson() {}

  static String of(IndexSettings settings) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", settings.id());
      json.writeStringField("op", settings.op());
      if (settings.version() != null) {
        json.writeStringField("version", settings.version());
      }
      json.writeObjectFieldStart("fields");
      for (FieldSettings field : settings.fields()) {
        write(json, field);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to a string cannot fail", e);
    }
    return out.toString();
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void write(JsonGenerator json, FieldSettings field) throws IOException {
    json.writeObjectFieldStart(field.name());
    json.writeStringField("type", FieldYaml.lower(field.type()));
    json.writeStringField("path", field.path());
    if (field.type() == FieldType.TEXT) {
      json.writeStringField("analyzer", field.analyzer());
    }
    json.writeBooleanField("stored", field.stored());
    json.writeEndObject();
  }
}
