package io.tidemark.changes;

import java.time.Instant;

/**
 * One data file of a partition, as the poller found it.
 *
 * @param key relative to the input URI
 * @param etag of the version found; another etag under the same key is another input object
 * @param size bytes
 * @param partition it lies in
 * @param disposition what becomes of it
 * @param eventTime the timestamp it is emitted with: decides which window it is published in
 * @param stored when the store says it was written; by the store's clock, for people
 * @param discovered when the poll that found it began; for people
 */
public record InputObject(
    String key,
    String etag,
    long size,
    Partition partition,
    Disposition disposition,
    Instant eventTime,
    Instant stored,
    Instant discovered)
    implements Discovery {}
