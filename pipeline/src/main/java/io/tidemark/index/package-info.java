/**
 * What does the index answer? Opens a snapshot as one Lucene reader in which exactly the newest
 * version of every document is live, and searches it, lists ids, and digests it.
 *
 * <p>{@link io.tidemark.index.SnapshotReader} is the door.
 */
@NullMarked
package io.tidemark.index;

import org.jspecify.annotations.NullMarked;
