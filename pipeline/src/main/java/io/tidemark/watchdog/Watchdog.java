package io.tidemark.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
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
  /** After a planned restart that could not be remembered. */
  private static final Duration NOT_NOW = Duration.ofMinutes(10);

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
  private final Outlook outlook;
  private final WatchdogSettings settings;
  private final RestartPolicy policy;
  private final Journal journal;

  private Phase phase = Phase.BEGINNING;
  private Instant due = Instant.EPOCH; // Of the next thing, in phases that wait for something.
  private Duration pause = Duration.ZERO; // Before the start that follows the end of the job.
  private Instant plannedFrom = Instant.EPOCH; // Nothing is planned before.
  private @Nullable Integer exit; // What the watchdog ends with when the job is gone.
  private volatile boolean asked;

  Watchdog(
      Job job, Outlook outlook, WatchdogSettings settings, RestartPolicy policy, Journal journal) {
    this.job = job;
    this.outlook = outlook;
    this.settings = settings;
    this.policy = policy;
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
          begin(now);
        }
      }
      case OVER -> {}
    }
    return switch (phase) {
      case BEGINNING, OVER -> Duration.ZERO;
      case WATCHING -> outlook.rest();
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
      case WATCHING -> stopping(now, "the watchdog ends", () -> job.stopSignalled(outlook.run()));
      case BEGINNING, PAUSED -> phase = Phase.OVER;
      case STOPPING, KILLING, OVER -> {}
    }
  }

  /** Starts a job, unless one is there: left by another watchdog, or submitted after all. */
  private void begin(Instant now) {
    try {
      Job.Found found = job.find().orElse(null);
      if (found == null) {
        start(now);
      } else {
        takeOver(found, now);
      }
    } catch (IOException e) {
      journal.action("take-over", "it cannot be told whether one runs: " + e.getMessage());
      watched(History.takenOver(Followed.found(null, false), now), now);
    }
  }

  private void takeOver(Job.Found found, Instant now) {
    journal.action("take-over", job.name() + " runs");
    pause = Duration.ZERO;
    watched(History.takenOver(Followed.found(found.run(), job.takesId()), now), now);
    if (found.asked()) {
      // Of its own, so that another can be started. Perhaps it was asked, and a signal more kills.
      stopping(now, "a watchdog was ending it", () -> job.stopSignalled(outlook.run()));
    } else if (!found.same()) {
      restart(now, "it was started otherwise than it would be now");
    }
  }

  private void watched(History since, Instant now) {
    outlook.begins(since);
    policy.started(now);
    phase = Phase.WATCHING;
  }

  private void start(Instant now) {
    Look before = outlook.before();
    try {
      String run = job.start();
      journal.action("start", job.name());
      watched(History.started(before, run, job.takesId(), now), now);
    } catch (IOException e) {
      phase = Phase.WATCHING;
      String reason = "it does not start: " + e.getMessage();
      failed(now, Judgement.failed(Verdict.DEAD, reason), JobState.GONE);
    }
  }

  private void watch(Instant now) {
    JobState state = job.state();
    look(state, now);
    Judgement judgement = outlook.judgement(state, now);
    Ending ending = Ending.of(outlook.history(), state, judgement, job.endsByItself());
    if (ending != null) {
      end(ending, judgement, now);
      return;
    }
    journal.verdict(judgement, outlook.history());
    if (judgement.failed()) {
      failed(now, judgement, state);
    } else if (judgement.verdict() != Verdict.UNKNOWN) {
      planned(now);
    }
  }

  private void look(JobState state, Instant now) {
    outlook.look(state, now);
    if (outlook.committed()) {
      policy.committed();
    }
    String run = outlook.run();
    if (run != null) {
      job.follow(run);
    }
  }

  private void end(Ending ending, Judgement judgement, Instant now) {
    if (ending.kill()) {
      exit = ending.exitCode();
      journal.verdict(judgement, outlook.history());
      kill(now, ending.reason());
    } else {
      over(ending.exitCode(), ending.reason());
    }
  }

  private void over(int code, String reason) {
    exit = code;
    phase = Phase.OVER;
    job.forget();
    journal.action("end", reason);
  }

  private void failed(Instant now, Judgement judgement, JobState state) {
    Optional<Duration> next = policy.charge(judgement.verdict(), state, now);
    if (next.isPresent()) {
      pause = next.get();
    } else {
      exit = Ending.FAULT;
      journal.action("end", "no more than " + settings.restarts() + ": " + judgement.reason());
    }
    switch (judgement.verdict()) {
      case STALLED -> {
        outlook.impatient(now);
        kill(now, judgement.reason());
      }
      case UNKNOWN -> {
        outlook.impatient(now);
        stopping(now, judgement.reason(), job::stop); // It may be well.
      }
      case DEAD, IDLE, WORKING -> gone(now);
    }
  }

  private void planned(Instant now) {
    if (!now.isBefore(plannedFrom)) {
      outlook.aged(now).ifPresent(reason -> restart(now, reason));
    }
  }

  private void restart(Instant now, String reason) {
    try {
      job.ending();
    } catch (IOException e) {
      plannedFrom = now.plus(NOT_NOW);
      journal.action("wait", "it is not started anew though " + reason + ": " + e.getMessage());
      return;
    }
    pause = Duration.ZERO;
    stopping(now, reason, job::stop);
  }

  private void stopping(Instant now, String reason, Asking asking) {
    phase = Phase.STOPPING;
    due = now.plus(settings.limits().stopWithin());
    journal.action("stop", reason);
    try {
      job.ending();
    } catch (IOException e) {
      journal.action("stop", "the next watchdog will not know of it: " + e.getMessage());
    }
    try {
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
      look(state, now);
    }
    if (state.over()) {
      gone(now);
    } else if (phase == Phase.STOPPING && !job.endsByItself() && outlook.history().stopped()) {
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
    job.forget();
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
