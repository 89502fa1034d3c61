package io.tidemark.deltas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.changes.DebtChange;
import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Notice;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.Reject;
import io.tidemark.changes.WatchStopped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Writes what is kept on record as JSON on one line, with a fixed order of the names: equal records
 * are equal strings. Instants are ISO-8601 in UTC.
 */
final class CanonicalJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CanonicalJson() {}

  /** {@code {"object","line","offset","reason","excerpt"}}. */
  static String of(Reject reject) {
    return object(
        json -> {
          json.writeStringField("object", reject.object());
          json.writeNumberField("line", reject.line());
          json.writeNumberField("offset", reject.offset());
          json.writeStringField("reason", reject.reason());
          json.writeStringField("excerpt", reject.excerpt());
        });
  }

  /** News of the poller; the record's own names. */
  static String of(Notice notice) {
    if (notice instanceof PartitionClosed closed) {
      return of(closed);
    }
    if (notice instanceof WatchStopped stopped) {
      return of(stopped);
    }
    if (notice instanceof DebtNotice debt) {
      return of(debt);
    }
    throw new IllegalArgumentException("Cannot write as JSON: " + notice + ", no known news");
  }

  /**
   * {@code {"partition": {"start","end"}, "late", "objects", "polls", "firstSeen", "lastChange",
   * "closedAt", "reason", "eventTime", "watermark", "open", "id", "follows": {"id","watermark"},
   * "covers": [{"object","etag","partitionEnd"}]}}: the record's own names; no "follows" when null.
   */
  private static String of(PartitionClosed closed) {
    return object(
        json -> {
          json.writeObjectFieldStart("partition");
          json.writeStringField("start", closed.partition().start().toString());
          json.writeStringField("end", closed.partition().end().toString());
          json.writeEndObject();
          json.writeBooleanField("late", closed.late());
          json.writeNumberField("objects", closed.objects());
          json.writeNumberField("polls", closed.polls());
          json.writeStringField("firstSeen", closed.firstSeen().toString());
          json.writeStringField("lastChange", closed.lastChange().toString());
          json.writeStringField("closedAt", closed.closedAt().toString());
          json.writeStringField("reason", closed.reason());
          json.writeStringField("eventTime", closed.eventTime().toString());
          json.writeStringField("watermark", closed.watermark().toString());
          json.writeNumberField("open", closed.open());
          writeClaim(closed, json);
        });
  }

  /**
   * {@code {"stopped", "stoppedAt", "eventTime", "watermark", "open", "id", "follows", "covers"}}:
   * "stopped" is the run; no "watermark" when null; the rest as above.
   */
  private static String of(WatchStopped stopped) {
    return object(
        json -> {
          json.writeStringField("stopped", stopped.run());
          json.writeStringField("stoppedAt", stopped.stoppedAt().toString());
          json.writeStringField("eventTime", stopped.eventTime().toString());
          Instant watermark = stopped.watermark();
          if (watermark != null) {
            json.writeStringField("watermark", watermark.toString());
          }
          writeClaim(stopped, json);
        });
  }

  /**
   * {@code {"debt": [{"kind","from","to","objects","bytes","known"}], "of", "toldAt", "eventTime",
   * "watermark", "id", "follows", "covers"}}: no "of" and "watermark" when null; the rest as above.
   */
  private static String of(DebtNotice notice) {
    return object(
        json -> {
          json.writeArrayFieldStart("debt");
          for (DebtChange change : notice.changes()) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind().name());
            json.writeStringField("from", change.from().toString());
            json.writeStringField("to", change.to().toString());
            json.writeNumberField("objects", change.objects());
            json.writeNumberField("bytes", change.bytes());
            json.writeNumberField("known", change.known());
            json.writeEndObject();
          }
          json.writeEndArray();
          String of = notice.of();
          if (of != null) {
            json.writeStringField("of", of);
          }
          json.writeStringField("toldAt", notice.toldAt().toString());
          json.writeStringField("eventTime", notice.eventTime().toString());
          Instant watermark = notice.watermark();
          if (watermark != null) {
            json.writeStringField("watermark", watermark.toString());
          }
          writeClaim(notice, json);
        });
  }

  private static void writeClaim(Notice notice, JsonGenerator json) throws IOException {
    json.writeStringField("id", notice.id());
    Notice.Link follows = notice.follows();
    if (follows != null) {
      json.writeObjectFieldStart("follows");
      json.writeStringField("id", follows.id());
      json.writeStringField("watermark", follows.watermark().toString());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("covers");
    for (Notice.Covered covered : notice.covers()) {
      json.writeStartObject();
      json.writeStringField("object", covered.object());
      json.writeStringField("etag", covered.etag());
      json.writeStringField("partitionEnd", covered.partitionEnd().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String object(Body body) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON to memory", e);
    }
    return out.toString();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
