package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.IsBounded;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.junit.jupiter.api.Test;

class HorizonTrackerTest {
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());
  private final Horizon start = watch.horizon;
  private final HorizonTracker tracker = new HorizonTracker(start, false);

  @Test
  void checkpoint_after_a_claim_leaves_the_horizon_after_the_poll() {
    Poll poll = poll();
    assertThat(tracker.tryClaim(poll), is(true));

    SplitResult<Horizon> split = Objects.requireNonNull(tracker.trySplit(0));

    assertThat(split.getResidual(), is(poll.next()));
    assertThat(split.getPrimary(), is(poll.next().finished()));
    assertThat(tracker.currentRestriction(), is(split.getPrimary()));
    tracker.checkDone();
  }

  @Test
  void checkpoint_before_any_claim_leaves_everything() {
    SplitResult<Horizon> split = Objects.requireNonNull(tracker.trySplit(0));

    assertThat(split.getResidual(), is(start));
    assertThat(tracker.tryClaim(poll()), is(false));
    tracker.checkDone();
  }

  @Test
  void nothing_is_claimed_or_split_after_a_checkpoint() {
    tracker.tryClaim(poll());
    tracker.trySplit(0);

    assertThat(tracker.tryClaim(poll()), is(false));
    assertThat(tracker.trySplit(0), nullValue());
  }

  @Test
  void single_poll_cannot_be_divided() {
    tracker.tryClaim(poll());

    assertThat(tracker.trySplit(0.5), nullValue());
    assertThat(tracker.trySplit(1), nullValue());
    assertThat(tracker.tryClaim(poll()), is(true));
  }

  @Test
  void stopping_with_work_left_is_an_error() {
    IllegalStateException error = assertThrows(IllegalStateException.class, tracker::checkDone);

    assertThat(error.getMessage(), containsString("A watch stopped with work left"));
  }

  @Test
  void watch_that_reached_its_end_is_done_and_leaves_no_residual() {
    watch.restart(watch.settings.withEnd(WatchEnd.NOW));
    tracker.tryClaim(poll());

    tracker.checkDone();
    assertThat(tracker.trySplit(0), nullValue());
    assertThat(tracker.tryClaim(poll()), is(false));
  }

  @Test
  void boundedness_is_that_of_the_settings() {
    assertThat(tracker.isBounded(), is(IsBounded.UNBOUNDED));
    assertThat(new HorizonTracker(start, true).isBounded(), is(IsBounded.BOUNDED));
  }

  private Poll poll() {
    watch.pollNext();
    return watch.last();
  }
}
