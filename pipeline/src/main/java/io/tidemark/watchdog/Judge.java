package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges how a job gets on, from what was seen of it. Knows no clock, store or process.
 *
 * <p>The first of these that holds decides:
 *
 * <ol>
 *   <li>The job has ended, or is gone: DEAD. A job that was just submitted may not be there yet.
 *   <li>The index cannot be read: UNKNOWN, a failure after {@link Limits#unknownAfter}. So when the
 *       job cannot be asked and its heartbeat is silent too.
 *   <li>The run said that it stops: WORKING, and STALLED when it does not end.
 *   <li>No heartbeat since the start: WORKING, and STALLED after {@link Limits#startWithin}.
 *   <li>For {@link Limits#stallAfter} neither heartbeat nor commit, or failing polls only, or no
 *       commit of what waits for one, or a source that does not close what is due: STALLED.
 *   <li>Something waits, or moved a moment ago: WORKING. Else IDLE, however long ago anything was
 *       committed.
 * </ol>
 */
final class Judge {
  /** A group of late objects holds the watermark for so many settle times at most. */
  private static final int LATE_SETTLES = 10;

  private final Work work;
  private final Limits limits;

  Judge(Work work, Limits limits) {
    this.work = work;
    this.limits = limits;
  }

  Judgement judge(History seen, JobState job, Instant now) {
    Judgement gone = gone(seen, job, now);
    if (gone != null) {
      return gone;
    }
    Judgement unknown = unknown(seen, job, now);
    if (unknown != null) {
      return unknown;
    }
    Judgement passing = startingOrStopping(seen, now);
    if (passing != null) {
      return passing;
    }
    String stalled = stalled(seen, now);
    return stalled == null ? working(seen, now) : Judgement.failed(Verdict.STALLED, stalled);
  }

  private @Nullable Judgement gone(History seen, JobState job, Instant now) {
    return switch (job.life()) {
      case LIVES, UNKNOWN -> null;
      case ENDED -> Judgement.failed(Verdict.DEAD, "it ended with exit code " + job.exitCode());
      case GONE ->
          seen.alive() || seen.beats() || since(seen.started(), limits.startWithin(), now)
              ? Judgement.failed(Verdict.DEAD, "it is gone")
              : Judgement.fine(Verdict.WORKING, "started, and not there yet");
    };
  }

  private @Nullable Judgement unknown(History seen, JobState job, Instant now) {
    History.Since blind = seen.unreadable();
    if (blind != null) {
      return unknown(blind.at(), "the index cannot be read: " + blind.what(), now);
    }
    boolean silent = since(seen.lastSign(), limits.stallAfter(), now);
    if (job.life() == JobState.Life.UNKNOWN && (silent || !seen.beats())) {
      return unknown(seen.lastSign(), "the job cannot be asked, and gives no sign of life", now);
    }
    return null;
  }

  private Judgement unknown(Instant since, String reason, Instant now) {
    boolean failed = since(since, limits.unknownAfter(), now);
    return new Judgement(
        Verdict.UNKNOWN, failed, failed ? reason + ", for " + age(since, now) : reason);
  }

  private @Nullable Judgement startingOrStopping(History seen, Instant now) {
    Instant stopping = seen.stoppingSince();
    if (stopping != null) {
      boolean late =
          since(stopping, limits.stopWithin(), now) && since(stopping, limits.stallAfter(), now);
      return late
          ? Judgement.failed(
              Verdict.STALLED, "it is to stop, and did not for " + age(stopping, now))
          : Judgement.fine(Verdict.WORKING, "it is to stop, and commits what it has");
    }
    if (seen.beats() || work.bounded()) {
      return null;
    }
    return since(seen.started(), limits.startWithin(), now)
        ? Judgement.failed(
            Verdict.STALLED, "no heartbeat for " + age(seen.started(), now) + " since the start")
        : Judgement.fine(Verdict.WORKING, "started, no heartbeat yet");
  }

  private @Nullable String stalled(History seen, Instant now) {
    Duration patience = limits.stallAfter();
    if (since(seen.lastSign(), patience, now)) {
      return "neither heartbeat nor commit for " + age(seen.lastSign(), now);
    }
    Heartbeat beat = seen.heartbeat();
    if (work.bounded() || beat == null) {
      return null; // A bounded run may commit nothing before it has read everything.
    }
    if (beat.failures() > 0 && since(seen.polledAt(), patience, now)) {
      return "no poll succeeded for "
          + age(seen.polledAt(), now)
          + ", "
          + beat.failures()
          + " failed in a row: "
          + beat.failure();
    }
    History.Since pending = seen.pending();
    Instant waits = seen.waitsSince();
    if (pending != null && waits != null && since(waits, patience, now)) {
      return pending.what() + ", and there was no commit for " + age(waits, now);
    }
    String overdue = Pending.overdue(beat, work);
    Duration settled = patience.plus(work.settle().multipliedBy(LATE_SETTLES));
    return overdue != null && since(seen.sourceAt(), settled, now)
        ? overdue + ", and nothing was found for " + age(seen.sourceAt(), now)
        : null;
  }

  private Judgement working(History seen, Instant now) {
    Heartbeat beat = seen.heartbeat();
    if (work.bounded() || beat == null) {
      return Judgement.fine(Verdict.WORKING, "a bounded run works until it ends");
    }
    if (beat.failures() > 0) {
      return Judgement.fine(Verdict.WORKING, "polls fail: " + beat.failure());
    }
    History.Since pending = seen.pending();
    if (pending != null) {
      return Judgement.fine(Verdict.WORKING, pending.what() + " yet");
    }
    Instant moved = seen.sourceAt().isBefore(seen.headAt()) ? seen.headAt() : seen.sourceAt();
    if (!since(moved, limits.idleAfter(), now)) {
      return Judgement.fine(Verdict.WORKING, "it gets on");
    }
    return Judgement.fine(
        Verdict.IDLE,
        beat.openPartitions() == 0
            ? "nothing to do"
            : "nothing to do before open partitions can close: " + beat.openPartitions());
  }

  private static boolean since(Instant moment, Duration patience, Instant now) {
    return !now.isBefore(moment.plus(patience));
  }

  private static String age(Instant moment, Instant now) {
    return Ages.text(Duration.between(moment, now));
  }
}
