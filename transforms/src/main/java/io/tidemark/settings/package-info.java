/**
 * What does the index hold? The settings of an index, read from {@code index.yaml} and kept in
 * every snapshot: how records map to documents, and how each field is analysed.
 */
@NullMarked
package io.tidemark.settings;

import org.jspecify.annotations.NullMarked;
