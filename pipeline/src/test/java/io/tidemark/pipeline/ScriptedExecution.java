package io.tidemark.pipeline;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Does as it is told, and is its own clock: each wait passes as much time as there was patience.
 */
final class ScriptedExecution extends Clock implements Execution {
  private static final Duration TOO_LONG = Duration.ofMinutes(30);

  private final Instant start = Instant.parse("2026-05-04T12:00:00Z");
  private Instant now = start;
  private @Nullable Duration end;
  private @Nullable Duration patience;
  private Step step = since -> {};
  private long dropped;

  /** Something that happens while time passes. */
  @FunctionalInterface
  interface Step {
    void at(Duration since) throws IOException;
  }

  ScriptedExecution doing(Step step) {
    this.step = step;
    return this;
  }

  ScriptedExecution endingAfter(Duration time) {
    end = time;
    return this;
  }

  ScriptedExecution dropping(long elements) {
    dropped = elements;
    return this;
  }

  /** How long it has run. */
  Duration time() {
    return Duration.between(start, now);
  }

  /** The patience with which it was stopped; null when it was not. */
  @Nullable Duration patience() {
    return patience;
  }

  @Override
  public boolean ended(Duration wait) throws IOException {
    now = now.plus(wait);
    if (time().compareTo(TOO_LONG) > 0) {
      throw new AssertionError("The run does not end");
    }
    step.at(time());
    return end != null && time().compareTo(end) >= 0;
  }

  @Override
  public long dropped() {
    return dropped;
  }

  @Override
  public void stop(Duration left) {
    patience = left;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
