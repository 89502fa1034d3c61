package io.tidemark.index;

import io.tidemark.storage.ObjectStore;

/**
 * Where an index is read from. The caller owns the store and closes it after every reader opened
 * from it.
 *
 * @param store rooted at the index's output URI; shard keys are relative to it
 * @param layers reads layer files
 * @param cache keeps shard files on this machine
 */
public record IndexSource(ObjectStore store, LayerSource layers, ShardCache cache) {}
