package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.watch.Supervision.Line;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link Poller} as a splittable DoFn.
 *
 * <p><b>Initial range.</b> A {@link Horizon} before its first poll, with what the resume point
 * knows. Where the watch begins is settled by the first poll, not when the pipeline is built.
 *
 * <p><b>Claiming.</b> One poll a call: the store is listed, then the poll's result is claimed, then
 * it is emitted. A poll whose claim fails is thrown away whole. A call before the poll is due lists
 * and claims nothing, however often it comes: some runners ignore the resume delay.
 *
 * <p><b>Splitting and checkpoint.</b> {@link HorizonTracker}: after each poll the rest of the watch
 * is the horizon that the poll left. There is one restriction and it is never divided.
 *
 * <p><b>Progress and size.</b> The size is the number of periods from the watermark to the clock:
 * how many partitions the watch is behind; at least 1 until it is done.
 *
 * <p><b>Watermark.</b> Set by hand to what the poll earned, after its output. A runner that takes
 * its checkpoint in the middle of the output keeps the watermark from before it; then the call
 * resumes at once, and the next one sets the watermark anew from the horizon.
 *
 * <p><b>Stopping.</b> With {@code stop()} when the end the settings name is reached, or when those
 * who look after the run ask for it: the runner then moves the watermark to its maximum. On drain
 * the restriction is dropped: what is emitted is published, and the next run finds the rest through
 * the snapshot log.
 */
class WatchPartitionsFn extends DoFn<byte[], Discovery> {
  private static final long serialVersionUID = 1L;

  private final WatchSettings settings;
  private final ResumeSource resume;
  private final Supervision supervision;
  private final Clock clock;
  private transient @Nullable ObjectStore store;
  private transient @Nullable Poller poller;
  private transient @Nullable WatchLog log;
  private transient @Nullable Line line;
  private transient @Nullable DebtRefresh refresh;

  private WatchPartitionsFn(
      WatchSettings settings, ResumeSource resume, Supervision supervision, Clock clock) {
    this.settings = settings;
    this.resume = resume;
    this.supervision = supervision;
    this.clock = clock;
  }

  /** The one for a watch with the end that the settings name, or without. */
  static WatchPartitionsFn of(
      WatchSettings settings, ResumeSource resume, Supervision supervision, Clock clock) {
    return settings.end().bounded()
        ? new Ending(settings, resume, supervision, clock)
        : new WatchPartitionsFn(settings, resume, supervision, clock);
  }

  /** The same, for runners that take the output for bounded only when the function says so. */
  @DoFn.BoundedPerElement
  private static final class Ending extends WatchPartitionsFn {
    private static final long serialVersionUID = 1L;

    Ending(WatchSettings settings, ResumeSource resume, Supervision supervision, Clock clock) {
      super(settings, resume, supervision, clock);
    }
  }

  @Setup
  public void open(PipelineOptions options) throws IOException {
    open(ObjectStores.open(settings.input(), options), supervision.open(options));
    refresh = new DebtRefresh(settings, resume, options);
  }

  void open(ObjectStore opened, Line opening) {
    line = opening;
    store = opened;
    poller = new Poller(settings, opened);
    log = new WatchLog(settings);
  }

  @Teardown
  public void close() {
    if (line != null) {
      line.close();
    }
    if (store != null) {
      store.close();
    }
  }

  @GetInitialRestriction
  public Horizon initialRestriction(PipelineOptions options) throws IOException {
    return Horizon.initial(resume.read(options));
  }

  @NewTracker
  public HorizonTracker newTracker(@Restriction Horizon horizon) {
    return new HorizonTracker(horizon, settings.end().bounded());
  }

  @GetRestrictionCoder
  public Coder<Horizon> restrictionCoder() {
    return HorizonCoder.of();
  }

  @GetSize
  public double size(@Restriction Horizon horizon) {
    if (horizon.done()) {
      return 0;
    }
    java.time.Instant watermark = horizon.watermark();
    if (watermark == null) {
      return 1;
    }
    double behind = Duration.between(watermark, clock.instant()).toMillis();
    return Math.max(1, behind / settings.layout().period().toMillis());
  }

  @TruncateRestriction
  public RestrictionTracker.@Nullable TruncateResult<Horizon> truncate() {
    return null;
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialWatermark() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual newWatermarkEstimator(@WatermarkEstimatorState Instant state) {
    return new WatermarkEstimators.Manual(state);
  }

  @ProcessElement
  public ProcessContinuation process(
      RestrictionTracker<Horizon, Poll> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<Discovery> output)
      throws StoreException {
    Horizon horizon = tracker.currentRestriction();
    if (horizon.done()) {
      return ProcessContinuation.stop();
    }
    raise(watermark, horizon);
    java.time.Instant now = clock.instant();
    boolean stop = Objects.requireNonNull(line).stopAsked(now);
    Duration wait = Poller.untilDue(horizon, settings, now);
    if (!stop && !wait.isZero()) {
      return resumeAfter(wait);
    }
    Poll poll = poll(horizon, stop, now);
    if (!tracker.tryClaim(poll)) {
      return ProcessContinuation.stop();
    }
    Objects.requireNonNull(log).tell(horizon, poll);
    line.tell(Beat.after(poll), now);
    WatchMetrics.count(WatchMetrics.Counts.NONE.plus(poll, now), poll.discoveries());
    for (Discovery discovery : poll.discoveries()) {
      output.outputWithTimestamp(
          discovery, Instant.ofEpochMilli(discovery.eventTime().toEpochMilli()));
    }
    if (poll.next().done()) {
      watermark.setWatermark(BoundedWindow.TIMESTAMP_MAX_VALUE);
      return ProcessContinuation.stop();
    }
    raise(watermark, poll.next());
    boolean checkpointed = tracker.currentRestriction().done();
    return checkpointed
        ? ProcessContinuation.resume()
        : resumeAfter(Poller.untilDue(poll.next(), settings, clock.instant()));
  }

  private Poll poll(Horizon horizon, boolean stop, java.time.Instant now) throws StoreException {
    Poller polling = Objects.requireNonNull(poller);
    Horizon known = refresh == null ? horizon : refresh.refresh(horizon, now);
    return stop
        ? polling.stop(known, Objects.requireNonNull(line).run(), now)
        : polling.poll(known, now);
  }

  private static void raise(ManualWatermarkEstimator<Instant> watermark, Horizon horizon) {
    java.time.Instant earned = horizon.outputWatermark();
    if (earned != null) {
      watermark.setWatermark(Instant.ofEpochMilli(earned.toEpochMilli()));
    }
  }

  private static ProcessContinuation resumeAfter(Duration wait) {
    return ProcessContinuation.resume()
        .withResumeDelay(org.joda.time.Duration.millis(wait.toMillis()));
  }
}
