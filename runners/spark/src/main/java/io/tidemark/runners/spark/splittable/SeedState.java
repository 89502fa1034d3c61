package io.tidemark.runners.spark.splittable;

import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one seed element has come: all there is to go on from, on any machine. Never changed,
 * only replaced.
 *
 * <p>The watermark that a state stands for is {@code held} while outputs are undelivered, else
 * {@code watermark}: it never passes an output that is still to come.
 *
 * @param id of the call that made this state; drawn anew by each, so two states with one id differ
 *     in what is delivered only
 * @param done whether the restriction is finished
 * @param position encoded, so that no DoFn can change it; null before the first call
 * @param held the watermark before the call
 * @param watermark the watermark after it
 * @param resumeAt when the next call is due, in ms since 1970
 * @param undelivered outputs, in order, that the runner has not taken; all in the global window,
 *     the only one there is behind a source
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SeedState<ElementT>(
    UUID id,
    boolean done,
    byte @Nullable [] position,
    Instant held,
    Instant watermark,
    long resumeAt,
    List<TimestampedValue<ElementT>> undelivered) {

  /** A seed that nothing has been done with. */
  static <ElementT> SeedState<ElementT> fresh() {
    Instant min = BoundedWindow.TIMESTAMP_MIN_VALUE;
    return new SeedState<>(UUID.randomUUID(), false, null, min, min, Long.MIN_VALUE, List.of());
  }

  /** The state after a call. All outputs of this one must be delivered. */
  SeedState<ElementT> after(Step<ElementT> step) {
    Instant next = step.watermark().isAfter(watermark) ? step.watermark() : watermark;
    byte[] left = step.position();
    return new SeedState<>(
        UUID.randomUUID(), left == null, left, watermark, next, step.resumeAt(), step.outputs());
  }

  /** Whether reading on from either is the same. */
  boolean sameAs(SeedState<?> other) {
    return id.equals(other.id) && undelivered.size() == other.undelivered.size();
  }

  /** The same, the first n outputs delivered; a view, no copy. */
  SeedState<ElementT> delivered(int n) {
    List<TimestampedValue<ElementT>> rest = undelivered.subList(n, undelivered.size());
    return new SeedState<>(id, done, position, held, watermark, resumeAt, rest);
  }
}
