package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How old indexed objects were when they were committed.
 *
 * @param run whose commits these are; another run that commits starts anew
 * @param sinceStored from when the store says they were written, by two clocks; whole seconds on
 *     some stores
 * @param sinceDiscovered from when a poll found them
 */
public record Freshness(@Nullable String run, Histogram sinceStored, Histogram sinceDiscovered) {
  /** Nothing committed. */
  public static final Freshness NONE = new Freshness(null, Histogram.EMPTY, Histogram.EMPTY);

  /** With the objects that a run committed now. */
  Freshness with(String writer, Instant now, Collection<Receipt.Times> objects) {
    if (objects.isEmpty()) {
      return this;
    }
    Freshness before = writer.equals(run) ? this : NONE;
    return new Freshness(
        writer,
        before.sinceStored.with(
            objects.stream().map(o -> Duration.between(o.stored(), now)).toList()),
        before.sinceDiscovered.with(
            objects.stream().map(o -> Duration.between(o.discovered(), now)).toList()));
  }
}
