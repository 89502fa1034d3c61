package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;

/** Shows a judge one thing after another. Starts at second 0 with a job just started. */
final class Scene {
  static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

  static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60),
          Duration.ofSeconds(100),
          Duration.ofSeconds(300),
          Duration.ofSeconds(50),
          Duration.ofSeconds(30));

  /** Partitions of ten minutes that are due at once. */
  static final Work ENDLESS = new Work(false, false, Duration.ofMinutes(10), Duration.ofSeconds(2));

  static final Work ARRIVALS = new Work(false, true, Duration.ofMinutes(10), Duration.ofSeconds(2));
  static final Work BOUNDED = new Work(true, false, Duration.ofMinutes(10), Duration.ofSeconds(2));

  private final Work work;
  private History seen;

  private Scene(Work work, History seen) {
    this.work = work;
    this.seen = seen;
  }

  /** A job that was started after this look. */
  static Scene started(Work work, Beat before, Head head) {
    Look look = Look.of(before == null ? null : before.make(), head);
    return new Scene(work, History.started(look, "run-1", true, START));
  }

  /** One that need not take the id it is given. */
  static Scene submitted(Work work, Beat before, Head head) {
    Look look = Look.of(before == null ? null : before.make(), head);
    return new Scene(work, History.started(look, "run-1", false, START));
  }

  static Scene takenOver(Work work) {
    return takenOver(work, Followed.found("run-1", true));
  }

  static Scene takenOver(Work work, Followed run) {
    return new Scene(work, History.takenOver(run, START));
  }

  Judgement at(int second, JobState job, Look look) {
    Instant now = START.plusSeconds(second);
    seen = seen.with(job, look, work, now);
    return new Judge(work, LIMITS).judge(seen, job, now);
  }

  Judgement at(int second, Beat beat, Head head) {
    return at(second, JobState.LIVES, Look.of(beat == null ? null : beat.make(), head));
  }

  History seen() {
    return seen;
  }

  /** Verdict and reason, as {@code IDLE: nothing to do}; a failure ends in an exclamation mark. */
  static String text(Judgement judgement) {
    return judgement.verdict() + (judgement.failed() ? "!" : "") + ": " + judgement.reason();
  }
}
