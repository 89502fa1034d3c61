package io.tidemark.changes.read;

import java.util.List;
import java.util.Map;

/** Records for typed formats. */
final class Samples {
  /** What {@link #ROWS} are read with. */
  static final String YAML =
      """
      version: v
      fields:
        title: {type: text}
        tags: {type: keyword}
        clicks: {type: long}
        price: {type: double}
        seen: {type: date}
        active: {type: keyword}
        lang: {type: keyword, path: facets.lang}
      """;

  /** A record; nulls are absent. */
  record Row(
      String id,
      String op,
      Long version,
      String title,
      List<String> tags,
      Long clicks,
      Double price,
      Long seen,
      Boolean active,
      Map<String, String> facets) {}

  static final List<Row> ROWS =
      List.of(
          new Row(
              "a",
              "upsert",
              3L,
              "Ébb and flow 😀",
              List.of("x", "y"),
              5L,
              1.5,
              1_767_571_200_001L,
              true,
              Map.of("lang", "en", "other", "z")),
          new Row("b", "delete", 4L, null, null, null, null, null, null, null),
          new Row("c", null, -1L, "", List.of(), Long.MIN_VALUE, -0.1, 0L, false, Map.of()));

  private Samples() {}

  /** The rows as JSON Lines. */
  static String json() {
    return """
        {"id":"a","op":"upsert","v":3,"title":"Ébb and flow 😀","tags":["x","y"],"clicks":5,"price":1.5,\
        "seen":"2026-01-05T00:00:00.001Z","active":true,"facets":{"lang":"en","other":"z"}}
        {"id":"b","op":"delete","v":4}
        {"id":"c","v":-1,"title":"","tags":[],"clicks":-9223372036854775808,"price":-0.1,"seen":0,\
        "active":false,"facets":{}}
        """;
  }
}
