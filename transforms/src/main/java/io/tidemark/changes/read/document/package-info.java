/**
 * Which document does a record change, and to what? Takes the values of one record, whatever format
 * it is written in, checks them against the settings, and makes the change of them.
 *
 * <p>A reader walks a record along {@link io.tidemark.changes.read.document.PathNode}s and hands
 * what it meets to a {@link io.tidemark.changes.read.document.DocumentBuilder}; the slots behind it
 * say what each field takes. A record that makes no change is a {@link
 * io.tidemark.changes.read.document.BadRecord}.
 */
@NullMarked
package io.tidemark.changes.read.document;

import org.jspecify.annotations.NullMarked;
