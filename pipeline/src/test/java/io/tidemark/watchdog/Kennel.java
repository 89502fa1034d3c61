package io.tidemark.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A watchdog with a job, an index and a clock that do as a test says; pauses are not cut. */
final class Kennel {
  private static final RandomGenerator UNCUT = () -> 0;

  final FakeJob job = new FakeJob();
  final List<String> told = new ArrayList<>();
  Look look = Look.of(null, Heads.of(7, 40));
  final Watchdog watchdog;
  private Instant now = Scene.START;

  /** Restarts after failures: three an hour, after 1 s, 2 s and so on up to 4 s. */
  Kennel(Duration restartEvery) {
    WatchdogSettings settings =
        new WatchdogSettings(
            Scene.LIMITS,
            new RestartBudget(3, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(4)),
            Duration.ofSeconds(5),
            restartEvery,
            85,
            3);
    watchdog =
        new Watchdog(
            job,
            new Outlook(() -> look, Scene.ENDLESS, settings),
            settings,
            new RestartPolicy(settings.restarts(), UNCUT),
            new Journal() {
              @Override
              public void verdict(Judgement judgement, History seen) {
                told.add(Scene.text(judgement));
              }

              @Override
              public void action(String action, String reason) {
                told.add(action + ": " + reason);
              }
            });
  }

  Kennel() {
    this(null);
  }

  /** Lets the job show something new, so that it is judged to be well. */
  void beat(Beat beat) {
    look = Look.of(beat.make(), Heads.of(7, 40));
  }

  void asks() {
    watchdog.stop();
  }

  /** One step, so many seconds after the one before; the seconds until the next. */
  long step(long seconds) {
    now = now.plusSeconds(seconds);
    return watchdog.step(now).toSeconds();
  }

  /** What was told since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  OptionalInt exitCode() {
    return watchdog.exitCode();
  }
}
