package io.tidemark.runners.spark.splittable;

import java.util.List;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one call did.
 *
 * @param position what is left, encoded; null when the restriction is finished
 * @param watermark of the outputs to come; the maximum when it is finished
 * @param resumeAt when the next call is due, in ms since 1970
 * @param outputs in order
 * @param metrics what the DoFn reported
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Step<ElementT>(
    byte @Nullable [] position,
    Instant watermark,
    long resumeAt,
    List<TimestampedValue<ElementT>> outputs,
    MetricsContainerImpl metrics) {}
