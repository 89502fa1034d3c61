package io.tidemark.testdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Writes changes as JSON objects in UTF-8, a line each. */
final class ChangeEncoder {
  /** ISO-8601 in UTC, always to the millisecond. */
  static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream out;
  private final JsonGenerator json;

  ChangeEncoder(ByteArrayOutputStream out) {
    this.out = out;
    try {
      this.json = JSON.createGenerator(out).setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON into memory", e);
    }
  }

  /** Appends one change, without a line feed. */
  void write(CatalogueChange change) {
    try {
      json.writeStartObject();
      json.writeStringField("id", change.id());
      Entry entry = change.entry();
      json.writeStringField("op", entry == null ? "delete" : "upsert");
      json.writeNumberField("version", change.version());
      writeTime("event_time", change.eventTime());
      if (entry != null) {
        writeEntry(change.id(), entry);
      }
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write change " + change.id() + " into memory", e);
    }
  }

  /** One change by itself. */
  static byte[] encode(CatalogueChange change) {
    ChangeEncoder encoder = new ChangeEncoder(new ByteArrayOutputStream());
    encoder.write(change);
    return encoder.out.toByteArray();
  }

  private void writeEntry(String id, Entry entry) throws IOException {
    json.writeStringField("kind", entry.kind().text);
    json.writeStringField("campaign", entry.campaign());
    if (entry.adGroup() != null) {
      json.writeStringField("ad_group", entry.adGroup());
    }
    json.writeStringField("status", entry.paused() ? "paused" : "active");
    json.writeStringField("language", entry.language().code);
    json.writeStringField("headline", entry.headline());
    json.writeStringField("description", entry.description());
    if (entry.kind() != EntryKind.CAMPAIGN) {
      json.writeArrayFieldStart("keywords");
      for (String keyword : entry.keywords()) {
        json.writeString(keyword);
      }
      json.writeEndArray();
      json.writeNumberField("bid_micros", entry.bidMicros());
      json.writeNumberField("quality", BigDecimal.valueOf(entry.qualityPercent(), 2));
    }
    json.writeStringField("landing", "https://shop.example/" + entry.language().code + "/" + id);
    writeTime("updated", entry.updated());
  }

  private void writeTime(String name, Instant time) throws IOException {
    json.writeStringField(name, TIME.format(time));
  }
}
