/**
 * How does the pipeline run on Flink? Embedded in this process, on a cluster that is named, or on
 * the one that {@code flink run} submits to; with defaults for seconds of freshness, not for hours
 * of throughput.
 */
@NullMarked
package io.tidemark.runners.flink;

import org.jspecify.annotations.NullMarked;
