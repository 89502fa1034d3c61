/**
 * When does it become visible? Writes the merged deltas of a window as shard files and commits them
 * as one layer to the versioned snapshot log.
 *
 * <p>{@link io.tidemark.publish.Snapshot} is the record this package hands on, and the only thing
 * that makes anything visible.
 */
@NullMarked
package io.tidemark.publish;

import org.jspecify.annotations.NullMarked;
