package io.tidemark.publish;

import io.tidemark.settings.IndexSettings;

/**
 * What may never change in the life of an index.
 *
 * @param settings of the index
 * @param settingsHash SHA-256 of their canonical form, hex
 * @param shards how many; a document is in shard {@code hash(id) mod shards}
 * @param layout of the input's partitions
 * @param period length of a partition, ISO-8601
 * @param lucene the codec shards are written with
 */
public record IndexIdentity(
    IndexSettings settings,
    String settingsHash,
    int shards,
    String layout,
    String period,
    String lucene) {}
