/**
 * How do the stages make one pipeline? Options, their validation, and the assembled pipeline, for
 * any runner.
 */
@NullMarked
package io.tidemark.pipeline;

import org.jspecify.annotations.NullMarked;
