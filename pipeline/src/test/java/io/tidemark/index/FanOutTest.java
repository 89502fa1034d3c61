package io.tidemark.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class FanOutTest {
  @Test
  void results_are_in_the_order_of_the_arguments() throws IOException {
    assertThat(FanOut.over(List.of(3, 1, 2), 4, n -> n * 10), contains(30, 10, 20));
    assertThat(FanOut.over(List.of(3, 1, 2), 1, n -> n * 10), contains(30, 10, 20));
    assertThat(FanOut.over(List.of(), 4, n -> n), empty());
  }

  @Test
  void calls_run_side_by_side() throws IOException {
    CyclicBarrier together = new CyclicBarrier(3);

    List<Boolean> met = FanOut.over(List.of(1, 2, 3), 3, n -> await(together));

    assertThat(met, contains(true, true, true));
  }

  @Test
  void first_failure_in_order_is_thrown_after_all_have_ended() {
    Queue<Integer> ended = new ConcurrentLinkedQueue<>();

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                FanOut.over(
                    List.of(1, 2, 3, 4),
                    2,
                    n -> {
                      ended.add(n);
                      if (n % 2 == 0) {
                        throw new IOException("failed " + n);
                      }
                      return n;
                    }));

    assertThat(thrown.getMessage(), is("failed 2"));
    assertThat(ended, containsInAnyOrder(1, 2, 3, 4));
  }

  @Test
  void interrupt_is_kept_and_reported() {
    Thread.currentThread().interrupt();

    IOException thrown =
        assertThrows(
            IOException.class, () -> FanOut.over(List.of(1, 2), 2, FanOutTest::untilInterrupted));

    assertThat(thrown.getCause(), instanceOf(InterruptedException.class));
    assertThat(Thread.interrupted(), is(true));
  }

  private static int untilInterrupted(int argument) throws IOException {
    try {
      new CountDownLatch(1).await();
      return argument;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static boolean await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await();
      return true;
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IOException(e);
    }
  }
}
