package io.tidemark.publish;

/**
 * What became of a layer.
 *
 * @param snapshot that shows it
 * @param first whether this commit made it so; false when all of it was there before
 */
record Commit(Snapshot snapshot, boolean first) {}
