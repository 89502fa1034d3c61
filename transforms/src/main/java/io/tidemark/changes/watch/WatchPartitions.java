package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.DiscoveryCoder;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import java.time.Clock;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Watches an object store for new time partitions: polls, discovers objects, and moves the
 * watermark when partitions have settled.
 *
 * <p>Input: none; it starts a pipeline.
 *
 * <p>Output: every object of every partition once ({@link InputObject}), as soon as it is
 * discovered, and news of each closing ({@link PartitionClosed}) after the objects it covers; in
 * the global window, unbounded unless the settings name an end. Timestamps are those of {@link
 * Discovery#eventTime}:
 *
 * <ul>
 *   <li>publishing by partition, the last millisecond of the partition; late objects share the next
 *       free millisecond at or after the watermark;
 *   <li>publishing by arrival, the time of the poll.
 * </ul>
 *
 * No output is ever behind the watermark. Within one run an object version is emitted once, unless
 * the runner repeats a bundle; across runs, once unless it was not committed.
 *
 * <p>One worker polls; what is read is spread over workers by {@code ReadChanges}. A poll costs one
 * list request per 1,000 keys between the lateness horizon and the newest partition; state has the
 * same bound.
 *
 * <p>Fails when the input does not exist or access is denied at the first poll. Later store trouble
 * is logged, holds the watermark, and is retried at the next poll; a watch that takes what is there
 * and ends gives up after three polls in a row.
 *
 * <p>Source: the polling scheme is that of Beam's {@code Watch}, with state bounded by time.
 */
public final class WatchPartitions extends PTransform<PBegin, PCollection<Discovery>> {
  private static final long serialVersionUID = 1L;

  private final WatchSettings settings;
  private final ResumeSource resume;
  private final Supervision supervision;
  private final Clock clock;

  private WatchPartitions(
      WatchSettings settings, ResumeSource resume, Supervision supervision, Clock clock) {
    this.settings = settings;
    this.resume = resume;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** Watches as the settings say, by the system's clock. */
  public static WatchPartitions of(WatchSettings settings) {
    return new WatchPartitions(settings, ResumeSource.NONE, Supervision.NONE, Clock.systemUTC());
  }

  /** The same, going on where earlier runs got to. */
  public WatchPartitions resuming(ResumeSource value) {
    return new WatchPartitions(settings, value, supervision, clock);
  }

  /** The same, looked after: it can be asked to stop, and tells how it gets on. */
  public WatchPartitions supervised(Supervision value) {
    return new WatchPartitions(settings, resume, value, clock);
  }

  /** The same by another clock, which must be serialisable. */
  public WatchPartitions withClock(Clock value) {
    return new WatchPartitions(settings, resume, supervision, value);
  }

  @Override
  public PCollection<Discovery> expand(PBegin input) {
    return input
        .apply("Seed", Impulse.create())
        .apply("Poll", ParDo.of(WatchPartitionsFn.of(settings, resume, supervision, clock)))
        .setCoder(DiscoveryCoder.of());
  }
}
