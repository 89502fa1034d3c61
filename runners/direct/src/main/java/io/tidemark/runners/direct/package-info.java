/**
 * How does the pipeline run on one machine, without an engine? Beam's Direct runner, set up to do
 * work rather than to look for mistakes.
 */
@NullMarked
package io.tidemark.runners.direct;

import org.jspecify.annotations.NullMarked;
