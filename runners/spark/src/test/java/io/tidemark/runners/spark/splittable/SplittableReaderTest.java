package io.tidemark.runners.spark.splittable;

import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MAX_VALUE;
import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MIN_VALUE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.junit.jupiter.api.Test;

/** Drives a reader by hand, call by call. */
class SplittableReaderTest {
  private static final org.joda.time.Duration AT_ONCE = org.joda.time.Duration.ZERO;
  private static final org.joda.time.Duration SECOND = org.joda.time.Duration.standardSeconds(1);

  @Test
  void advance_never_waits_and_asks_for_one_call_at_a_time() throws IOException {
    ByHand hand = ByHand.of(new CountingFn(2, AT_ONCE), 10L);

    for (int i = 0; i < 5; i++) {
      assertThat(hand.reader().advance(), is(false));
    }

    assertThat(hand.call(), is(1));
    assertThat(hand.watermark(), is(TIMESTAMP_MIN_VALUE));
    assertThrows(NoSuchElementException.class, () -> hand.reader().getCurrent());
  }

  @Test
  void resume_delay_is_kept_to_the_millisecond() throws IOException {
    ByHand hand = begun(ByHand.of(new CountingFn(2, SECOND), 10L));
    assertThat(hand.callAndRead(), contains("10:0", "10:1"));

    hand.clock.advance(Duration.ofMillis(999));
    assertThat(hand.callAndRead(), empty());
    assertThat(hand.call(), is(0));
    hand.clock.advance(Duration.ofMillis(1));
    hand.read();

    assertThat(hand.callAndRead(), contains("10:2", "10:3"));
  }

  @Test
  void resume_delay_outlives_the_reader() throws IOException {
    ByHand hand = begun(ByHand.of(new CountingFn(2, SECOND), 10L));
    hand.callAndRead();

    hand.restartElsewhere(hand.mark());
    hand.read();
    assertThat(hand.call(), is(0));
    hand.clock.advance(Duration.ofSeconds(1));
    hand.read();

    assertThat(hand.callAndRead(), contains("10:2", "10:3"));
  }

  @Test
  void watermark_stays_until_the_last_output_of_the_call_is_taken() throws IOException {
    ByHand hand = begun(ByHand.of(new CountingFn(3, AT_ONCE), 10L));
    hand.callAndRead();
    assertThat(hand.watermark(), is(CountingFn.at(2)));
    hand.call();

    hand.reader().advance();
    assertThat(hand.reader().getCurrent(), is("10:3"));
    assertThat(hand.reader().getCurrentTimestamp(), is(CountingFn.at(3)));
    assertThat(hand.watermark(), is(CountingFn.at(2)));
    hand.reader().advance();
    assertThat(hand.watermark(), is(CountingFn.at(2)));
    hand.reader().advance();
    assertThat(hand.watermark(), is(CountingFn.at(5)));
  }

  @Test
  void finished_restriction_ends_the_watermark_and_is_not_called_again() throws IOException {
    ByHand hand = begun(ByHand.of(new CountingFn(3, AT_ONCE), 2L));

    assertThat(hand.callAndRead(), contains("2:0", "2:1"));

    assertThat(hand.watermark(), is(TIMESTAMP_MAX_VALUE));
    assertThat(hand.read(), empty());
    assertThat(hand.call(), is(0));
    hand.restartElsewhere(hand.mark());
    assertThat(hand.read(), empty());
    assertThat(hand.call(), is(0));
    assertThat(hand.watermark(), is(TIMESTAMP_MAX_VALUE));
  }

  @Test
  void call_is_split_after_so_many_outputs_and_goes_on_at_once() throws IOException {
    ByHand hand = begun(ByHand.of(new HandClock(), new CountingFn(100, SECOND), 3, 7L));

    assertThat(hand.callAndRead(), contains("7:0", "7:1", "7:2"));
    assertThat(hand.watermark(), is(CountingFn.at(2)));
    assertThat(hand.callAndRead(), contains("7:3", "7:4", "7:5"));
    assertThat(hand.callAndRead(), contains("7:6"));
    assertThat(hand.watermark(), is(TIMESTAMP_MAX_VALUE));
  }

  @Test
  void seeds_take_turns_and_the_slowest_holds_the_watermark() throws IOException {
    ByHand hand = begun(ByHand.of(new CountingFn(2, SECOND), 3L, 9L));

    assertThat(hand.callAndRead(), contains("3:0", "9:0", "3:1", "9:1"));
    assertThat(hand.watermark(), is(CountingFn.at(1)));
    hand.clock.advance(Duration.ofSeconds(1));
    hand.read();
    assertThat(hand.callAndRead(), contains("3:2", "9:2", "9:3"));
    assertThat(hand.watermark(), is(CountingFn.at(3)));
  }

  @Test
  void no_seeds_are_a_stream_that_has_ended() throws IOException {
    ByHand hand = ByHand.of(new CountingFn(2, SECOND));

    assertThat(hand.read(), empty());
    assertThat(hand.watermark(), is(TIMESTAMP_MAX_VALUE));
  }

  @Test
  void metrics_of_the_dofn_reach_the_container_of_the_read() throws IOException {
    MetricsContainerImpl container = new MetricsContainerImpl("step");
    try (Closeable scope = MetricsEnvironment.scopedMetricsContainer(container)) {
      ByHand hand = begun(ByHand.of(new CountingFn(2, AT_ONCE), 3L));
      hand.callAndRead();
      hand.callAndRead();
    }

    MetricName emitted = MetricName.named(CountingFn.class, "emitted");
    assertThat(container.getCounter(emitted).getCumulative(), is(3L));
  }

  @Test
  void failure_is_told_once_with_name_and_cause_and_the_call_is_made_again() throws IOException {
    LifeFn fn = new LifeFn(1, 1);
    ByHand hand = begun(ByHand.of(fn, 3L));
    hand.callAndRead();
    hand.mark();
    hand.call();

    IOException thrown = assertThrows(IOException.class, () -> hand.reader().advance());

    assertThat(
        thrown.getMessage(),
        allOf(containsString(LifeFn.class.getName()), containsString("seed 3 is broken")));
    assertThat(thrown.getCause(), instanceOf(IllegalArgumentException.class));
    assertThat(hand.read(), empty());
    assertThat(hand.callAndRead(), contains("1", "bundle"));
  }

  @Test
  void failure_takes_back_what_was_read_for_the_batch_that_fails_with_it() throws IOException {
    ByHand hand = begun(ByHand.of(new LifeFn(1, 1), 3L));
    hand.mark();
    assertThat(hand.callAndRead(), contains("0", "bundle"));
    hand.call();

    assertThrows(IOException.class, () -> hand.reader().advance());

    hand.read();
    assertThat(hand.callAndRead(), contains("0", "bundle"));
    assertThat(hand.callAndRead(), contains("1", "bundle"));
  }

  /** The first call, which finds the initial restriction; the next one is asked for. */
  private static ByHand begun(ByHand hand) throws IOException {
    hand.read();
    hand.call();
    hand.read();
    return hand;
  }
}
