package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.WatchStopped;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.ProcessContinuation;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls the DoFn as a runner does, one call at a time. */
class WatchPartitionsFnTest {
  private static final String P1830 = "p=20260504T1830/";
  private final MemoryStore store = new MemoryStore();
  private final RecordedLine line = new RecordedLine();
  private final List<String> output = new ArrayList<>();
  private WatchSettings settings = WatchDriver.settings();
  private Instant now = at("18:45:00");
  private Horizon horizon = Horizon.initial(null);
  private org.joda.time.Instant watermarkState = BoundedWindow.TIMESTAMP_MIN_VALUE;
  private boolean checkpointInOutput;

  @Test
  void poll_is_emitted_with_its_timestamps_and_the_watermark_follows() throws StoreException {
    store.put(P1830 + "a");

    ProcessContinuation first = call();

    assertThat(output, contains(P1830 + "a 2026-05-04T18:39:59.999Z"));
    assertThat(first.resumeDelay(), is(Duration.standardSeconds(1)));
    assertThat(watermarkState, is(org.joda.time.Instant.parse("2026-05-04T18:30:00Z")));
  }

  @Test
  void ten_thousand_early_calls_in_one_interval_make_one_list_request() throws StoreException {
    for (int i = 0; i < 10_000; i++) {
      now = at("18:45:00").plusNanos(i * 99_999L);
      ProcessContinuation answer = call();
      assertThat(answer.shouldResume(), is(true));
    }

    assertThat(store.lists(), is(1));
    now = at("18:45:00.999999");
    assertThat(call().resumeDelay(), is(Duration.millis(1)));
    now = at("18:45:01");
    call();
    assertThat(store.lists(), is(2));
  }

  @Test
  void poll_whose_claim_fails_is_thrown_away() throws StoreException {
    store.put(P1830 + "a");
    HorizonTracker tracker = new HorizonTracker(horizon, false);
    WatermarkEstimators.Manual watermark = new WatermarkEstimators.Manual(watermarkState);

    ProcessContinuation answer =
        fn().process(
                new SplitBeforeClaim(tracker),
                watermark,
                new Runner(tracker, watermark).receiver());

    assertThat(store.lists(), is(1));
    assertThat(answer, is(ProcessContinuation.stop()));
    assertThat(output, empty());
  }

  @Test
  void watermark_lost_to_a_checkpoint_in_the_middle_of_the_output_is_made_good_at_once()
      throws StoreException {
    store.put(P1830 + "a");
    checkpointInOutput = true;

    ProcessContinuation answer = call();

    assertThat(answer.resumeDelay(), is(Duration.ZERO));
    assertThat(watermarkState, is(BoundedWindow.TIMESTAMP_MIN_VALUE));
    ProcessContinuation next = call();
    assertThat(next.resumeDelay(), is(Duration.standardSeconds(1)));
    assertThat(watermarkState, is(org.joda.time.Instant.parse("2026-05-04T18:30:00Z")));
    assertThat(store.lists(), is(1));
  }

  @Test
  void watch_that_is_done_stops_with_the_watermark_at_its_maximum() throws StoreException {
    settings = settings.withEnd(WatchEnd.NOW);
    store.put(P1830 + "a");

    ProcessContinuation answer = call();

    assertThat(answer, is(ProcessContinuation.stop()));
    assertThat(watermarkState, is(BoundedWindow.TIMESTAMP_MAX_VALUE));
    assertThat(output.size(), is(2));
  }

  @Test
  void unreachable_store_makes_one_request_an_interval() throws StoreException {
    store.trouble(StoreException.Kind.UNREACHABLE);
    for (int i = 0; i < 50; i++) {
      call();
    }

    assertThat(store.lists(), is(1));
    assertThat(output, empty());
  }

  @Test
  void size_is_the_number_of_partitions_behind_and_always_finite() throws StoreException {
    WatchPartitionsFn fn = fn();
    assertThat(fn.size(horizon), is(1.0));
    store.put("p=20260504T1630/a");
    call();

    assertThat(fn.size(horizon), is(13.5));
    now = at("12:00:00");
    assertThat(fn.size(horizon), is(1.0));
    assertThat(fn.size(horizon.finished()), is(0.0));
  }

  @Test
  void watch_that_is_started_over_goes_on_from_what_is_committed_by_then() throws IOException {
    List<ResumePoint> committed = new ArrayList<>();
    committed.add(null);
    committed.add(
        new ResumePoint(
            at("18:40:00"), at("16:40:00"), List.of(new ObjectVersion(P1830 + "a", "e1"))));
    ResumeSource log = options -> committed.remove(0);
    WatchPartitionsFn fn = WatchPartitionsFn.of(settings, log, Supervision.NONE, clock());

    Horizon first = fn.initialRestriction(PipelineOptionsFactory.create());
    Horizon second = fn.initialRestriction(PipelineOptionsFactory.create());

    assertThat(first, is(Horizon.initial(null)));
    assertThat(second.resumed(), is(new Horizon.Resumed(at("18:40:00"))));
    assertThat(second.floor(), is(at("16:40:00")));
    assertThat(second.known(), contains(new ObjectVersion(P1830 + "a", "e1")));
  }

  @Test
  void watch_that_is_asked_to_stop_lists_no_more_and_lets_all_windows_close()
      throws StoreException {
    store.put(P1830 + "a");
    call();
    line.stop();

    ProcessContinuation answer = call();

    assertThat(answer, is(ProcessContinuation.stop()));
    assertThat(watermarkState, is(BoundedWindow.TIMESTAMP_MAX_VALUE));
    assertThat(store.lists(), is(1));
    assertThat(output.get(output.size() - 1), is("stopped 2026-05-04T18:39:59.999Z"));
  }

  @Test
  void drained_watch_leaves_nothing_to_do() throws StoreException {
    assertThat(fn().truncate(), nullValue());
  }

  /** One call with what the last one left, then the runner's checkpoint. */
  private ProcessContinuation call() throws StoreException {
    HorizonTracker tracker = new HorizonTracker(horizon, settings.end().bounded());
    WatermarkEstimators.Manual watermark = new WatermarkEstimators.Manual(watermarkState);
    Runner runner = new Runner(tracker, watermark);
    ProcessContinuation answer = fn().process(tracker, watermark, runner.receiver());
    runner.checkpoint();
    tracker.checkDone();
    return answer;
  }

  private WatchPartitionsFn fn() {
    WatchPartitionsFn fn =
        WatchPartitionsFn.of(settings, ResumeSource.NONE, Supervision.NONE, clock());
    fn.open(store, line);
    return fn;
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  /** A runner that takes its checkpoint while the store is being listed. */
  private static final class SplitBeforeClaim extends RestrictionTracker<Horizon, Poll> {
    private final HorizonTracker tracker;

    SplitBeforeClaim(HorizonTracker tracker) {
      this.tracker = tracker;
    }

    @Override
    public boolean tryClaim(Poll poll) {
      tracker.trySplit(0);
      return tracker.tryClaim(poll);
    }

    @Override
    public Horizon currentRestriction() {
      return tracker.currentRestriction();
    }

    @Override
    public @Nullable SplitResult<Horizon> trySplit(double fraction) {
      return tracker.trySplit(fraction);
    }

    @Override
    public void checkDone() {
      tracker.checkDone();
    }

    @Override
    public IsBounded isBounded() {
      return tracker.isBounded();
    }
  }

  /** Takes the checkpoint the way Beam's runners do: watermark first, then the split. */
  private final class Runner {
    private final HorizonTracker tracker;
    private final WatermarkEstimators.Manual watermark;

    Runner(HorizonTracker tracker, WatermarkEstimators.Manual watermark) {
      this.tracker = tracker;
      this.watermark = watermark;
    }

    void checkpoint() {
      org.joda.time.Instant current = watermark.currentWatermark();
      var split = tracker.trySplit(0);
      if (split != null) {
        horizon = split.getResidual();
        watermarkState = current;
      } else if (tracker.currentRestriction().done() && !checkpointInOutput) {
        watermarkState = current;
      }
    }

    OutputReceiver<Discovery> receiver() {
      return new OutputReceiver<>() {
        @Override
        public OutputBuilder<Discovery> builder(Discovery value) {
          return WindowedValues.<Discovery>builder()
              .setValue(value)
              .setTimestamp(BoundedWindow.TIMESTAMP_MIN_VALUE)
              .setWindow(GlobalWindow.INSTANCE)
              .setPaneInfo(PaneInfo.NO_FIRING)
              .setReceiver(
                  out -> {
                    String key =
                        out.getValue() instanceof InputObject object
                            ? object.key()
                            : out.getValue() instanceof WatchStopped ? "stopped" : "closed";
                    output.add(key + " " + out.getTimestamp());
                    if (checkpointInOutput) {
                      checkpoint();
                    }
                  });
        }
      };
    }
  }
}
