package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PatientClockTest {
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

  @Test
  void time_passes_but_not_while_nobody_looked() {
    AtomicLong nanos = new AtomicLong(-7_000_000_000L);
    PatientClock clock = new PatientClock(START, nanos::get, Duration.ofSeconds(60));

    assertThat(clock.now(), equalTo(START));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(clock.now(), equalTo(START.plusSeconds(59)));
    nanos.addAndGet(Duration.ofHours(9).toNanos()); // The machine slept.
    assertThat(clock.now(), equalTo(START.plusSeconds(119)));
    assertThat(clock.now(), equalTo(START.plusSeconds(119)));
  }
}
