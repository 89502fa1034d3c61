package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.watch.WatchSettings.Publish;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Watches partitions from a plain loop instead of from within a pipeline: for runs that start a
 * bounded pipeline whenever there is something to publish. Polls, discoveries and watermark are
 * those of {@link WatchPartitions}.
 *
 * <p>What is discovered is held until its window is complete, as a streaming runner would hold it:
 * when publishing by partition, until the partition closes. When publishing by arrival nothing is
 * held; what one batch leaves of a window follows in the next.
 *
 * <p>All state is in memory and is as large as the open horizon; after a restart it is made anew
 * from the resume point. One thread at a time.
 */
public final class PartitionWatch implements Closeable {
  private final WatchSettings settings;
  private final long windowMillis;
  private final ObjectStore store;
  private final Poller poller;
  private final WatchLog log;
  private final Supervision.Line line;
  private final NavigableMap<Instant, List<Discovery>> held = new TreeMap<>();
  private List<Discovery> ready = new ArrayList<>();
  private WatchMetrics.Counts counts = WatchMetrics.Counts.NONE;
  private final @Nullable DebtRefresh refresh;
  private Horizon horizon;
  private @Nullable Poll last;

  PartitionWatch(
      WatchSettings settings,
      @Nullable ResumePoint resume,
      Duration window,
      ObjectStore store,
      Supervision.Line line,
      @Nullable DebtRefresh refresh) {
    this.settings = settings;
    this.windowMillis = window.toMillis();
    this.store = store;
    this.poller = new Poller(settings, store);
    this.log = new WatchLog(settings);
    this.line = line;
    this.refresh = refresh;
    this.horizon = Horizon.initial(resume);
  }

  /**
   * Starts to watch; nothing is asked of the input yet.
   *
   * @param resume how far earlier runs got
   * @param window what is published together, from the epoch on
   * @param supervision opened once here
   * @throws IOException when the store cannot be opened
   */
  public static PartitionWatch open(
      WatchSettings settings,
      ResumeSource resume,
      Duration window,
      Supervision supervision,
      PipelineOptions options)
      throws IOException {
    return new PartitionWatch(
        settings,
        resume.read(options),
        window,
        ObjectStores.open(settings.input(), options),
        supervision.open(options),
        new DebtRefresh(settings, resume, options));
  }

  /** How long to wait before the next poll; zero when it is due. */
  public Duration untilDue(Instant now) {
    return Poller.untilDue(horizon, settings, now);
  }

  /**
   * Polls once, or, when that was asked for, stops: then all that was found is there to publish.
   * Store trouble that may pass is logged, holds the watermark, and loses nothing.
   *
   * @throws StoreException when the input cannot be watched at all
   */
  public void poll(Instant now) throws StoreException {
    if (refresh != null) {
      horizon = refresh.refresh(horizon, now);
    }
    take(
        line.stopAsked(now) ? poller.stop(horizon, line.run(), now) : poller.poll(horizon, now),
        now);
  }

  private void take(Poll poll, Instant now) {
    log.tell(horizon, poll);
    line.tell(Beat.after(poll), now);
    last = poll;
    counts = counts.plus(poll, now);
    horizon = poll.next();
    for (Discovery discovery : poll.discoveries()) {
      held.computeIfAbsent(windowEnd(discovery), end -> new ArrayList<>()).add(discovery);
    }
    NavigableMap<Instant, List<Discovery>> complete = complete();
    complete.values().forEach(ready::addAll);
    complete.clear();
  }

  private NavigableMap<Instant, List<Discovery>> complete() {
    if (settings.publish() == Publish.ARRIVAL || horizon.done()) {
      return held;
    }
    Instant watermark = horizon.outputWatermark();
    return watermark == null ? new TreeMap<>() : held.headMap(watermark, true);
  }

  private Instant windowEnd(Discovery discovery) {
    long time = discovery.eventTime().toEpochMilli();
    return Instant.ofEpochMilli(Math.floorDiv(time, windowMillis) * windowMillis + windowMillis);
  }

  /** Tells those who look after the run that it goes on, while what was found is published. */
  public void beat(Instant now) {
    if (last != null) {
      line.tell(Beat.after(last), now);
    }
  }

  /** Whether there is something to publish. */
  public boolean ready() {
    return !ready.isEmpty();
  }

  /** Hands over what there is to publish, once: the start of a bounded pipeline. */
  public PolledPartitions take() {
    PolledPartitions taken = new PolledPartitions(ready, counts);
    ready = new ArrayList<>();
    counts = WatchMetrics.Counts.NONE;
    return taken;
  }

  /** Whether the end that the settings name is reached and all is handed over. */
  public boolean done() {
    return horizon.done() && ready.isEmpty();
  }

  @Override
  public void close() {
    line.close();
    store.close();
  }
}
