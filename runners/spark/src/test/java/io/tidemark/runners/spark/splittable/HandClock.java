package io.tidemark.runners.spark.splittable;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A clock moved by hand; copies of it, on whatever worker of this JVM, show the same time. */
final class HandClock extends Clock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong IDS = new AtomicLong();
  private static final Map<Long, AtomicLong> TIMES = new ConcurrentHashMap<>();

  private final long id = IDS.incrementAndGet();

  HandClock() {
    TIMES.put(id, new AtomicLong(1_000_000));
  }

  void advance(Duration time) {
    TIMES.get(id).addAndGet(time.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(TIMES.get(id).get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
