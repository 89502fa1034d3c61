/**
 * What do the changes do to the index? Inverts batches of changes into posting deltas, one a shard,
 * and merges the deltas of a window: per document, the newest change wins.
 *
 * <p>{@link io.tidemark.deltas.PostingDelta} is the record this package hands on.
 */
@NullMarked
package io.tidemark.deltas;

import org.jspecify.annotations.NullMarked;
