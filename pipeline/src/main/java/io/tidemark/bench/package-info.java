/**
 * How fast is it here? What {@code tidemark bench} measures, and the plain Lucene it is measured
 * against, in one process and one run, so that the machine's mood cancels out.
 */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
