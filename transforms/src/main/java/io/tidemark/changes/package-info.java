/**
 * What changed? The records that say so: what was found, what was read of it, and what could not
 * be.
 *
 * <p>{@code watch} finds objects and hands on each {@link io.tidemark.changes.Discovery}, {@code
 * read} turns them into {@link io.tidemark.changes.ChangeBatch}es, the record the next stage takes.
 */
@NullMarked
package io.tidemark.changes;

import org.jspecify.annotations.NullMarked;
