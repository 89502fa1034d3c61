package io.tidemark.runners.spark.splittable;

import org.jspecify.annotations.Nullable;

/**
 * What a call of a splittable DoFn starts from.
 *
 * @param restriction what is left to do
 * @param estimator state of the watermark estimator; null is a state like any other
 */
record Position(Object restriction, @Nullable Object estimator) {}
