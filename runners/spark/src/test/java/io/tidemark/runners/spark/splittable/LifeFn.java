package io.tidemark.runners.spark.splittable;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** Notes down what is called; breaks at one position. Claims one position a call. */
@DoFn.UnboundedPerElement
class LifeFn extends DoFn<Long, String> {
  private static final long serialVersionUID = 1L;
  private static final Map<Long, Queue<String>> LOGS = new ConcurrentHashMap<>();
  private static final Map<Long, AtomicLong> FAILURES = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final long log = IDS.incrementAndGet();
  private final long broken;

  /** A DoFn whose first so many calls at a position fail. */
  LifeFn(long broken, int times) {
    this.broken = broken;
    FAILURES.put(log, new AtomicLong(times));
    LOGS.put(log, new ConcurrentLinkedQueue<>());
  }

  /** What was called, of all instances. */
  Queue<String> log() {
    return LOGS.get(log);
  }

  @Setup
  public void setup() {
    log().add("setup");
  }

  @StartBundle
  public void start(StartBundleContext context) {
    log().add("start");
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    log().add("finish");
    context.output("bundle", CountingFn.at(0), GlobalWindow.INSTANCE);
  }

  @Teardown
  public void teardown() {
    log().add("teardown");
  }

  @GetInitialRestriction
  public OffsetRange initial(@Element Long end) {
    log().add("initial");
    return new OffsetRange(0, end);
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element Long seed,
      RestrictionTracker<OffsetRange, Long> tracker,
      OutputReceiver<String> out) {
    long next = tracker.currentRestriction().getFrom();
    log().add("process " + next);
    if (next == broken && FAILURES.get(log).getAndDecrement() > 0) {
      throw new IllegalArgumentException("seed " + seed + " is broken");
    }
    if (!tracker.tryClaim(next)) {
      return ProcessContinuation.stop();
    }
    out.outputWithTimestamp("" + next, CountingFn.at(next));
    return ProcessContinuation.resume();
  }
}
