/**
 * How does a splittable DoFn run on Spark streaming? As an unbounded source that calls it, one call
 * at a time.
 */
@NullMarked
package io.tidemark.runners.spark.splittable;

import org.jspecify.annotations.NullMarked;
