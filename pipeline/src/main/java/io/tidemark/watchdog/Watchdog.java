package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a job running: takes over the one that is there or starts one, looks how it gets on, ends
 * and starts it again when it does not, and ends itself when the job has done its work, when it is
 * asked to, or when the budget of restarts is spent.
 *
 * <p>Does in each {@link #step} what is due, and waits for nothing longer than its job and its look
 * at the index do. {@link #stop} may be called by any thread, all else by one.
 */
final class Watchdog {
  private static final int MOST_PATIENCE = 16;

  private enum Phase {
    BEGINNING,
    WATCHING,
    STOPPING,
    KILLING,
    PAUSED,
    OVER
  }

  /** A way to ask a job to stop. */
  private interface Asking {
    void ask() throws IOException;
  }

  private final Job job;
  private final Supplier<Look> lookout;
  private final Work work;
  private final WatchdogSettings settings;
  private final RestartPolicy policy;
  private final HeapTrend heap;
  private final Journal journal;

  private Phase phase = Phase.BEGINNING;
  private History history = History.takenOver(Instant.EPOCH);
  private Instant due = Instant.EPOCH; // Of the next thing, in phases that wait for something.
  private Duration pause = Duration.ZERO; // Before the start that follows the end of the job.
  private @Nullable Integer exit; // What the watchdog ends with when the job is gone.
  private int patience = 1;
  private volatile boolean asked;

  Watchdog(
      Job job,
      Supplier<Look> lookout,
      Work work,
      WatchdogSettings settings,
      RestartPolicy policy,
      Journal journal) {
    this.job = job;
    this.lookout = lookout;
    this.work = work;
    this.settings = settings;
    this.policy = policy;
    this.heap = new HeapTrend(settings.heapPercent(), settings.heapMeasurements());
    this.journal = journal;
  }

  /** Asks the watchdog to stop the job and end, at the next step. */
  void stop() {
    asked = true;
  }

  /** The exit code, when it is over. */
  OptionalInt exitCode() {
    return phase == Phase.OVER && exit != null ? OptionalInt.of(exit) : OptionalInt.empty();
  }

  /**
   * Does what is due.
   *
   * @return when to call again, at the latest
   */
  Duration step(Instant now) {
    if (asked && exit == null) {
      endAsked(now);
    }
    switch (phase) {
      case BEGINNING -> begin(now);
      case WATCHING -> watch(now);
      case STOPPING, KILLING -> awaitEnd(now);
      case PAUSED -> {
        if (!now.isBefore(due)) {
          start(now);
        }
      }
      case OVER -> {}
    }
    return switch (phase) {
      case BEGINNING, OVER -> Duration.ZERO;
      case WATCHING -> settings.every();
      case STOPPING, KILLING, PAUSED -> rest(now);
    };
  }

  private Duration rest(Instant now) {
    Duration left = Duration.between(now, due);
    return left.isNegative() || left.compareTo(settings.every()) > 0 ? settings.every() : left;
  }

  private void endAsked(Instant now) {
    exit = 0;
    journal.action("end", "the watchdog is asked to end");
    switch (phase) {
      case WATCHING -> stopping(now, "the watchdog ends", () -> job.stopSignalled(history.run()));
      case BEGINNING, PAUSED -> phase = Phase.OVER;
      case STOPPING, KILLING, OVER -> {}
    }
  }

  private void begin(Instant now) {
    try {
      Optional<Boolean> found = job.find();
      if (found.isEmpty()) {
        start(now);
        return;
      }
      journal.action("take-over", job.name() + " runs");
      watched(History.takenOver(now), now);
      if (!found.get()) {
        restart(now, "it was started otherwise than it would be now");
      }
    } catch (IOException e) {
      journal.action("take-over", "it cannot be told whether one runs: " + e.getMessage());
      watched(History.takenOver(now), now);
    }
  }

  private void watched(History since, Instant now) {
    history = since;
    policy.started(now);
    phase = Phase.WATCHING;
  }

  private void start(Instant now) {
    Heartbeat last = history.heartbeat();
    Look before = lookout.get();
    try {
      job.start();
      journal.action("start", job.name());
      watched(History.started(before, last == null ? null : last.run(), now), now);
    } catch (IOException e) {
      phase = Phase.WATCHING;
      failed(now, Judgement.failed(Verdict.DEAD, "it does not start: " + e.getMessage()));
    }
  }

  private void watch(Instant now) {
    JobState state = job.state();
    Instant committed = history.headAt();
    history = history.with(state, lookout.get(), work, now);
    if (!history.headAt().equals(committed)) {
      patience = 1; // Whatever was done helped.
    }
    Judge judge = new Judge(work, settings.limits().times(patience));
    Judgement judgement = judge.judge(history, state, now);
    Ending ending = Ending.of(history, state, judgement, job.endsByItself());
    if (ending != null) {
      end(ending, judgement, now);
      return;
    }
    journal.verdict(judgement, history);
    if (judgement.failed()) {
      failed(now, judgement);
    } else if (judgement.verdict() != Verdict.UNKNOWN) {
      planned(now);
    }
  }

  private void end(Ending ending, Judgement judgement, Instant now) {
    if (ending.kill()) {
      exit = ending.exitCode();
      journal.verdict(judgement, history);
      kill(now, ending.reason());
    } else {
      over(ending.exitCode(), ending.reason());
    }
  }

  private void over(int code, String reason) {
    exit = code;
    phase = Phase.OVER;
    journal.action("end", reason);
  }

  private void failed(Instant now, Judgement judgement) {
    Optional<Duration> next = policy.failed(now);
    if (next.isPresent()) {
      pause = next.get();
    } else {
      exit = Ending.FAULT;
      journal.action("end", "no more than " + settings.restarts() + ": " + judgement.reason());
    }
    switch (judgement.verdict()) {
      case STALLED -> {
        patience = Math.min(patience * 2, MOST_PATIENCE);
        kill(now, judgement.reason());
      }
      case UNKNOWN -> {
        patience = Math.min(patience * 2, MOST_PATIENCE);
        stopJob(now, judgement.reason()); // It may be well.
      }
      case DEAD, IDLE, WORKING -> gone(now);
    }
  }

  private void planned(Instant now) {
    Duration longest = settings.restartEvery();
    Heartbeat beat = history.heartbeat();
    if (longest != null && !now.isBefore(history.started().plus(longest))) {
      restart(now, "it ran for " + Ages.text(longest));
    } else if (beat != null && history.beats()) {
      heap.take(beat).ifPresent(growth -> restart(now, growth));
    }
  }

  private void restart(Instant now, String reason) {
    pause = Duration.ZERO;
    stopJob(now, reason);
  }

  private void stopJob(Instant now, String reason) {
    stopping(now, reason, job::stop);
  }

  private void stopping(Instant now, String reason, Asking asking) {
    phase = Phase.STOPPING;
    due = now.plus(settings.limits().stopWithin());
    try {
      journal.action("stop", reason);
      asking.ask();
    } catch (IOException e) {
      kill(now, "it cannot be asked to stop: " + e.getMessage());
    }
  }

  private void kill(Instant now, String reason) {
    phase = Phase.KILLING;
    due = now.plus(settings.limits().stopWithin());
    try {
      journal.action("kill", reason);
      job.kill();
    } catch (IOException e) {
      journal.action("wait", "it cannot be killed: " + e.getMessage());
    }
  }

  private void awaitEnd(Instant now) {
    JobState state = job.state();
    if (!job.endsByItself() && phase == Phase.STOPPING) {
      history = history.with(state, lookout.get(), work, now);
    }
    if (state.over()) {
      gone(now);
    } else if (phase == Phase.STOPPING && !job.endsByItself() && history.stopped()) {
      kill(now, Ending.STOPPED);
    } else if (!now.isBefore(due)) {
      if (phase == Phase.KILLING && policy.failed(now).isEmpty()) {
        over(Ending.FAULT, "the job cannot be ended. End it by hand, then watch again");
        return;
      }
      kill(now, "it has not ended after " + Ages.text(settings.limits().stopWithin()));
    }
  }

  /** The job is not there any more: starts it again in a while, or ends. */
  private void gone(Instant now) {
    if (exit != null) {
      phase = Phase.OVER;
      return;
    }
    phase = Phase.PAUSED;
    due = now.plus(pause);
    if (!pause.isZero()) {
      journal.action("wait", "the next start is in " + Ages.text(pause));
    }
  }
}
