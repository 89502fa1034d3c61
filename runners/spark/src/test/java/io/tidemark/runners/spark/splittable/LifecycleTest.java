package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** When is what of a DoFn called, and how often. */
class LifecycleTest {
  private static final long NEVER = -1;

  @Test
  void instance_is_set_up_once_and_each_call_is_a_bundle() throws IOException {
    LifeFn fn = new LifeFn(NEVER, 0);
    ByHand hand = ByHand.of(fn, 2L);
    hand.read();
    assertThat(fn.log(), empty());

    hand.callAndRead();
    assertThat(hand.callAndRead(), contains("0", "bundle"));
    assertThat(hand.callAndRead(), contains("1", "bundle"));
    hand.reader().close();
    hand.call();

    assertThat(
        fn.log(),
        contains(
            "setup",
            "initial",
            "start",
            "process 0",
            "finish",
            "start",
            "process 1",
            "finish",
            "teardown"));
  }

  @Test
  void instance_that_failed_is_torn_down_and_not_used_again() throws IOException {
    LifeFn fn = new LifeFn(0, 1);
    ByHand hand = ByHand.of(fn, 1L);
    hand.read();
    hand.callAndRead();
    hand.mark();
    hand.call();
    assertThrows(IOException.class, hand::read);

    hand.read();
    hand.callAndRead();

    assertThat(
        fn.log(),
        contains(
            "setup",
            "initial",
            "start",
            "process 0",
            "teardown",
            "setup",
            "start",
            "process 0",
            "finish"));
  }

  @Test
  void call_under_way_is_taken_over_by_the_next_reader() throws IOException {
    LifeFn fn = new LifeFn(NEVER, 0);
    ByHand hand = ByHand.of(fn, 1L);
    hand.read();
    hand.callAndRead();

    hand.restart(hand.mark());
    assertThat(hand.read(), empty());
    hand.restart(hand.mark());

    assertThat(hand.callAndRead(), contains("0", "bundle"));
    assertThat(fn.log(), contains("setup", "initial", "start", "process 0", "finish"));
  }

  @Test
  void call_that_has_ended_unseen_is_taken_over_after_its_reader_was_closed() throws IOException {
    LifeFn fn = new LifeFn(NEVER, 0);
    ByHand hand = ByHand.of(fn, 1L);
    hand.read();
    hand.callAndRead();
    byte[] mark = hand.mark();
    hand.reader().close();
    hand.call();

    hand.restart(mark);

    assertThat(hand.read(), contains("0", "bundle"));
    assertThat(fn.log(), contains("setup", "initial", "start", "process 0", "finish"));
  }

  @Test
  void call_from_another_state_is_not_taken_over_and_its_instance_torn_down() throws IOException {
    LifeFn fn = new LifeFn(NEVER, 0);
    ByHand hand = ByHand.of(fn, 2L);
    hand.read();
    hand.callAndRead();
    byte[] before = hand.mark();
    hand.callAndRead();

    hand.restart(before);
    hand.read();
    hand.call();

    assertThat(hand.read(), contains("0", "bundle"));
    assertThat(
        fn.log(),
        contains(
            "setup",
            "initial",
            "start",
            "process 0",
            "finish",
            "start",
            "process 1",
            "finish",
            "setup",
            "start",
            "process 0",
            "finish",
            "teardown"));
  }
}
