package io.tidemark.watchdog;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Calls a watchdog whenever something is due, or has happened, until it is over. */
final class WatchLoop {
  private final Watchdog watchdog;
  private final PatientClock clock;
  private final Semaphore bell;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int exitCode = Ending.FAULT; // Until it ends as it should.

  /**
   * A loop that does not run yet.
   *
   * @param bell released when something has happened to the job
   */
  WatchLoop(Watchdog watchdog, PatientClock clock, Semaphore bell) {
    this.watchdog = watchdog;
    this.clock = clock;
    this.bell = bell;
  }

  /** Runs until the watchdog is over, and returns its exit code. */
  int run() throws InterruptedException {
    try {
      OptionalInt code = watchdog.exitCode();
      while (code.isEmpty()) {
        Duration rest = watchdog.step(clock.now());
        code = watchdog.exitCode();
        if (code.isEmpty() && bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      }
      exitCode = code.getAsInt();
      return exitCode;
    } finally {
      over.countDown();
    }
  }

  /** Asks the watchdog to stop the job and end, and waits until it has. Any other thread. */
  int stop() throws InterruptedException {
    watchdog.stop();
    bell.release();
    over.await();
    return exitCode;
  }
}
