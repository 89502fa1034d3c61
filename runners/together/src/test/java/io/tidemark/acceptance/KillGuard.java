package io.tidemark.acceptance;

import io.tidemark.acceptance.StoreDoor.Fate;
import io.tidemark.acceptance.StoreDoor.Request;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at all requests of one life of a process, and ends it when the moment has come. */
final class KillGuard implements StoreDoor.Guard {
  private final KillPoint point;
  private final StoreDoor door;
  private final int lateAt;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger matching = new AtomicInteger();
  private final Set<String> read = new ConcurrentSkipListSet<>();
  private final CountDownLatch polled = new CountDownLatch(1);
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile String late = "";
  private volatile EngineProcess process;
  private volatile boolean killed;

  /**
   * A guard.
   *
   * @param lateAt the request of this life before which the one of the life before comes in that is
   *     late
   */
  KillGuard(KillPoint point, StoreDoor door, int lateAt) {
    this.point = point;
    this.door = door;
    this.lateAt = lateAt;
  }

  /** Tells whom to kill. */
  void watch(EngineProcess started) {
    process = started;
    this.started.countDown();
  }

  @Override
  public Fate meet(Request request) {
    if (requests.incrementAndGet() == lateAt) {
      letTheLateOneIn();
    }
    if (KillPoint.Place.READING.of(request)) {
      read.add(request.path().substring(request.path().indexOf("/dt=") + 1));
    }
    if (KillPoint.Place.LISTING.of(request)) {
      polled.countDown();
    }
    boolean now =
        point.onRequest() && point.place().of(request) && matching.incrementAndGet() == point.nth();
    if (now && point.fate() == Fate.COMES_LATE) {
      letTheLateOneIn(); // The one of the life before: there is place for one.
    }
    return now ? point.fate() : Fate.PASSES;
  }

  @Override
  public void struck() {
    try {
      started.await();
      killed = true;
      process.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** At the end of this life; not the one it leaves behind itself. */
  void letTheLateOneOfBeforeIn() {
    if (!killed || point.fate() != Fate.COMES_LATE) {
      letTheLateOneIn();
    }
  }

  private synchronized void letTheLateOneIn() {
    String outcome = door.letTheLateOneIn();
    late = outcome.isEmpty() ? late : outcome;
  }

  /** What became of the request of the life before that was late; empty when there was none. */
  String late() {
    return late;
  }

  /** Whether the moment came. */
  boolean killed() {
    return killed;
  }

  /** Whether the process has looked at its input. */
  boolean polled() {
    return polled.getCount() == 0;
  }

  /** Keys of the objects of the input that were read in this life. */
  Set<String> read() {
    return read;
  }
}
