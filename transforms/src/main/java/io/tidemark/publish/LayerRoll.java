package io.tidemark.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A file that lists older live layers, as a snapshot lists the file.
 *
 * @param id names it by the layers it lists
 * @param key of the file, relative to the output
 * @param layers how many it lists
 * @param windowStart first instant of event time they cover
 * @param windowEnd first instant none of them covers any more
 * @param documents live documents in them
 * @param tombstones deletes in them
 */
public record LayerRoll(
    String id,
    String key,
    int layers,
    Instant windowStart,
    Instant windowEnd,
    long documents,
    long tombstones) {

  /** What is known of one or more layers. */
  static LayerRoll of(String id, String key, List<LayerRef> layers) {
    return new LayerRoll(
        id,
        key,
        layers.size(),
        layers.stream().map(LayerRef::windowStart).min(Comparator.naturalOrder()).orElseThrow(),
        layers.stream().map(LayerRef::windowEnd).max(Comparator.naturalOrder()).orElseThrow(),
        layers.stream().mapToLong(LayerRef::documents).sum(),
        layers.stream().mapToLong(LayerRef::tombstones).sum());
  }
}
