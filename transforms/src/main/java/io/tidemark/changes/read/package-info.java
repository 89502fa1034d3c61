/**
 * What does a record say? Cuts objects into splits and reads JSON Lines, Avro and Parquet into
 * document changes.
 *
 * <p>{@link io.tidemark.changes.read.ReadChanges} is the door; {@code RecordFormat} is what a
 * format keeps, and {@code DocumentBuilder} what all of them hand their values to.
 */
@NullMarked
package io.tidemark.changes.read;

import org.jspecify.annotations.NullMarked;
