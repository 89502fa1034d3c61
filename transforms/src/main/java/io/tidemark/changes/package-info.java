/**
 * What changed? Watches an object store for new time partitions and reads their objects into
 * document changes.
 *
 * <p>{@code WatchPartitions} finds objects, {@code ReadChanges} turns them into {@link
 * io.tidemark.changes.ChangeBatch}es, the record this package hands on.
 */
@NullMarked
package io.tidemark.changes;

import org.jspecify.annotations.NullMarked;
