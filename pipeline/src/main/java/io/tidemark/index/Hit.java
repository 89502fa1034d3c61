package io.tidemark.index;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document a search found.
 *
 * @param id of the document
 * @param score BM25
 * @param version that counts: the first part of its rank
 * @param fields stored values by field, in the order of the settings; several values of one field
 *     are a list, dates are ISO-8601 text
 * @param layer id of the layer the document came with
 * @param windowStart first instant of event time of that layer
 * @param windowEnd first instant of event time after that layer: how fresh the document is
 */
public record Hit(
    String id,
    float score,
    long version,
    Map<String, Object> fields,
    String layer,
    Instant windowStart,
    Instant windowEnd) {
  public Hit {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** As JSON has it: text, numbers, lists and maps only. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("score", score);
    json.put("version", version);
    json.put("fields", fields);
    json.put("layer", layer);
    json.put("windowStart", windowStart.toString());
    json.put("windowEnd", windowEnd.toString());
    return json;
  }

  /**
   * The best hits of a search.
   *
   * @param total how many documents match; exact
   * @param hits by descending score, then by id
   */
  public record Page(long total, List<Hit> hits) {
    public Page {
      hits = List.copyOf(hits);
    }
  }
}
