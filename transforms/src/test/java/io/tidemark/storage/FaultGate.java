package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds calls back until a test lets them through: slowness without a clock. */
public final class FaultGate {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  FaultGate() {}

  /** Waits until a call stands at the gate. */
  public void awaitCall() throws InterruptedException {
    if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("No call came to the gate");
    }
  }

  /** Lets the waiting calls and all later ones through. */
  public void open() {
    opened.countDown();
  }

  void pass() throws StoreException {
    reached.countDown();
    try {
      if (opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(Kind.UNREACHABLE, "Planned fault: the gate was not opened", null);
  }
}
