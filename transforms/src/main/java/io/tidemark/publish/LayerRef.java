package io.tidemark.publish;

import java.time.Instant;

/**
 * A live layer as a snapshot lists it.
 *
 * @param id of the layer
 * @param key of its file, relative to the output
 * @param windowStart first instant of event time it covers
 * @param windowEnd first instant no longer covered
 * @param documents live documents in its shards
 * @param tombstones deletes in its shards
 */
public record LayerRef(
    String id,
    String key,
    Instant windowStart,
    Instant windowEnd,
    long documents,
    long tombstones) {}
