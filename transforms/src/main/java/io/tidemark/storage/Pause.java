package io.tidemark.storage;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waits before something is tried again that the SDK does not try again itself. */
@FunctionalInterface
interface Pause {
  /** The same as the SDK's between its own tries. */
  Duration FIRST = Duration.ofMillis(100);

  /** The most it can be. */
  Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Waits less than {@link #longest}, at random, so that those who failed together do not come back
   * together. An interrupted thread does not wait, and stays interrupted.
   */
  Pause JITTERED =
      failures -> {
        try {
          long most = longest(failures).toNanos();
          new CountDownLatch(1)
              .await(ThreadLocalRandom.current().nextLong(most), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };

  /**
   * Waits.
   *
   * @param failures in a row so far, 1 or more
   */
  void after(int failures);

  /** {@link #FIRST} after the first failure, twice as long after each other. */
  static Duration longest(int failures) {
    Duration grown = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }
}
