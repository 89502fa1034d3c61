package io.tidemark.publish.segment;

/**
 * One shard of one layer: an ordinary Lucene segment in one object.
 *
 * @param shard number of the shard
 * @param key of the object, relative to the output
 * @param bytes its size
 * @param sha256 of its bytes, hex
 * @param documents live documents in it
 * @param tombstones deletes in it
 * @param terms in all its fields
 * @param postings in all its fields: (term, document) pairs
 */
public record ShardFile(
    int shard,
    String key,
    long bytes,
    String sha256,
    int documents,
    int tombstones,
    long terms,
    long postings) {}
