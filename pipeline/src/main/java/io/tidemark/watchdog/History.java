package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a job since it was started or taken over: what it showed last, and when
 * each part of that was last seen to change. All times are of the watchdog's clock; what other
 * machines wrote is compared with what they wrote before, never with this clock.
 *
 * @param started when the job was started or taken over
 * @param followed which run is that of the job; what others show is passed over
 * @param alive whether the machine or the cluster said since that it lives
 * @param heartbeat of the job seen last; before the first, that of any run
 * @param beatAt when the heartbeat changed last; null when it did not since the start
 * @param polledAt when it was last seen to have polled without a failure; the start before that
 * @param sourceAt when the source was last seen to get on; the start before that
 * @param stoppingSince when the heartbeat first said that the run has stopped to look for more;
 *     null when it did not, or when the run ends by itself
 * @param head seen last; null before the first
 * @param headAt when the job was last seen to have committed; the start before that
 * @param base how many more objects were found than committed when nothing was pending
 * @param pending what waits to be committed; null for nothing
 * @param unreadable why and since when the index cannot be read; null when it can
 */
record History(
    Instant started,
    Followed followed,
    boolean alive,
    @Nullable Heartbeat heartbeat,
    @Nullable Instant beatAt,
    Instant polledAt,
    Instant sourceAt,
    @Nullable Instant stoppingSince,
    @Nullable Head head,
    Instant headAt,
    long base,
    @Nullable Since pending,
    @Nullable Since unreadable) {

  /**
   * Something that lasts.
   *
   * @param what in words
   * @param at since when
   */
  record Since(String what, Instant at) {
    static @Nullable Since of(@Nullable String what, @Nullable Since before, Instant now) {
      return what == null ? null : new Since(what, before == null ? now : before.at);
    }
  }

  /** A job is taken over that has run for a while, or is started by someone else. */
  static History takenOver(Followed run, Instant now) {
    return new History(now, run, false, null, null, now, now, null, null, now, 0, null, null);
  }

  /**
   * A job is started: all that the look shows was there before.
   *
   * @param run id that the job was given
   * @param taken whether it is sure to have taken it
   */
  static History started(Look look, String run, boolean taken, Instant now) {
    Head head = look.head();
    Heartbeat beat = look.heartbeat();
    return new History(
        now,
        new Followed(run, taken, false, beat == null ? null : beat.run(), null),
        false,
        beat,
        null,
        now,
        now,
        null,
        head,
        now,
        head == null ? 0 : -head.objects(),
        null,
        null);
  }

  /** With what is seen now. */
  History with(JobState job, Look look, Work work, Instant now) {
    boolean lives = alive || job.life() == JobState.Life.LIVES;
    Head seen = look.head();
    return seen == null
        ? blind(lives, Since.of(look.unreadable(), unreadable, now))
        : with(lives, seen, look.heartbeat(), work, now);
  }

  private History blind(boolean lives, @Nullable Since why) {
    return new History(
        started,
        followed,
        lives,
        heartbeat,
        beatAt,
        polledAt,
        sourceAt,
        stoppingSince,
        head,
        headAt,
        base,
        pending,
        why);
  }

  private History with(
      boolean lives, Head seen, @Nullable Heartbeat found, Work work, Instant now) {
    // What is there when a job is taken over may be long dead.
    Heartbeat changed = head == null || Objects.equals(found, heartbeat) ? null : found;
    Followed own = changed == null ? followed : followed.hearing(changed.run());
    Heartbeat news = changed != null && own.is(changed.run()) ? changed : null;
    Heartbeat beat = found != null && own.is(found.run()) ? found : own(own);
    Heartbeat mine = news == null && beatAt == null ? null : beat;
    boolean commits =
        head != null && !seen.progress().equals(head.progress()) && own.is(seen.writer());
    long debts = base(beat, own.equals(followed) ? own(own) : null, own.earlier(), seen);
    String waits = mine == null ? null : Pending.of(mine, seen, debts, work);
    boolean stopping = mine != null && mine.stopping() && !work.bounded();
    return new History(
        started,
        own,
        lives,
        beat != null ? beat : found != null ? found : heartbeat,
        news == null ? beatAt : now,
        news != null && news.failures() == 0 ? now : polledAt,
        news != null && getsOn(news) ? now : sourceAt,
        !stopping ? null : stoppingSince == null ? now : stoppingSince,
        seen,
        commits ? now : headAt,
        debts,
        Since.of(waits, waited(seen, debts, work) ? pending : null, now),
        null);
  }

  /** The heartbeat seen last, if it was of this run. */
  private @Nullable Heartbeat own(Followed run) {
    return heartbeat != null && run.is(heartbeat.run()) ? heartbeat : null;
  }

  /** Whether anything that waited when the job was looked at last waits still, whoever commits. */
  private boolean waited(Head seen, long debts, Work work) {
    Heartbeat last = own(followed);
    return last == null || Pending.of(last, seen, debts, work) != null;
  }

  /** Whether a heartbeat of this job was seen. */
  boolean beats() {
    return beatAt != null;
  }

  /** Whether the job has shown that it works: by a heartbeat or a commit. */
  boolean worked() {
    return beats() || headAt.isAfter(started);
  }

  /** Whether a heartbeat is of another run, though that of the job is known. */
  boolean disturbs(@Nullable Heartbeat found) {
    return found != null && beats() && !followed.is(found.run());
  }

  /** The last sign of life: a change of the heartbeat, or a commit. */
  Instant lastSign() {
    return beatAt == null || beatAt.isBefore(headAt) ? headAt : beatAt;
  }

  /** Since when something waits to be committed and nothing was; null when nothing waits. */
  @Nullable Instant waitsSince() {
    return pending == null ? null : pending.at.isBefore(headAt) ? headAt : pending.at;
  }

  /** Id of the run; null when it is not known. */
  @Nullable String run() {
    return followed.run();
  }

  /** Whether the run has stopped, as it was asked to, with all it found committed. */
  boolean stopped() {
    return head != null && followed.is(head.progress().stopped());
  }

  private boolean getsOn(Heartbeat beat) {
    return heartbeat == null
        || !heartbeat.run().equals(beat.run())
        || heartbeat.found() != beat.found()
        || !Objects.equals(heartbeat.watermark(), beat.watermark());
  }

  /**
   * A run that was here before, or whose source began to count anew, is taken to be without debts:
   * then too little may be called pending for a while, never too much.
   */
  private long base(
      @Nullable Heartbeat beat, @Nullable Heartbeat last, boolean earlier, Head seen) {
    if (beat == null) {
      return head == null ? -seen.objects() : base;
    }
    boolean anew = last == null ? earlier || beatAt != null : beat.found() < last.found();
    return (head == null || anew) ? beat.found() - seen.objects() : base;
  }
}
