package io.tidemark.changes.watch;

import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Notice.Link;
import io.tidemark.changes.Partition;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Polls the store once: a horizon and the time in, the next horizon and the discoveries out. The
 * same horizon, time and listing give the same poll.
 *
 * <p>A poll lists what lies between the floor and the newest partition: one request per 1,000 keys
 * there, and nothing older. {@link PollListing} takes what is new, {@link PollClosing} closes what
 * has settled.
 */
final class Poller {
  /** A watch that is to end must not wait for a store that does not answer. */
  private static final int FAILURES_ENDURED_WHEN_ENDING = 3;

  private final WatchSettings settings;
  private final ObjectStore store;

  Poller(WatchSettings settings, ObjectStore store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * How long to wait before the next poll; zero when it is due. A clock set back by less than the
   * poll interval delays the poll by that much at most; one set back further makes it due. So
   * neither direction stalls the poll, and there is at most one for every interval the clock moves.
   */
  static Duration untilDue(Horizon horizon, WatchSettings settings, Instant now) {
    Instant last = horizon.pace().lastPoll();
    if (last == null || horizon.pace().again()) {
      return Duration.ZERO;
    }
    Duration every = settings.polling().every();
    Duration since = Duration.between(last, now.truncatedTo(ChronoUnit.MILLIS));
    if (since.abs().compareTo(every) >= 0) {
      return Duration.ZERO;
    }
    return since.isNegative() ? every : every.minus(since);
  }

  /**
   * Polls. Trouble that may pass makes a poll that holds a failure and loses nothing.
   *
   * @throws StoreException when the input cannot be watched: it is not there or access to it is
   *     denied, and never was otherwise
   */
  Poll poll(Horizon horizon, Instant clock) throws StoreException {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    PollDraft draft = new PollDraft(horizon, settings, now);
    try {
      if (draft.first()) {
        begin(draft);
      }
      new PollListing(settings, store, draft).run();
      PollClosing closing = new PollClosing(settings, draft);
      closing.run();
      workOnDebt(draft);
      return draft.poll(closing.done());
    } catch (StoreException e) {
      if (hopeless(horizon, e)) {
        throw new StoreException(
            e.kind(),
            "Cannot watch partitions under " + settings.input() + ": " + e.getMessage(),
            e);
      }
      return PollDraft.failed(horizon, settings, now, draft.lists + 1, e);
    }
  }

  /** Debt does not hold up what is new, unless the watch is to end. */
  private void workOnDebt(PollDraft draft) throws StoreException {
    try {
      new DebtWork(settings, store, draft).run();
    } catch (StoreException e) {
      if (settings.end().bounded()) {
        throw e;
      }
      draft.lists++;
      draft.restoreDebt("what is owed cannot be listed: " + e.getMessage());
    }
  }

  /**
   * Ends the watch instead of polling: nothing more is listed, and what was found so far is told of
   * in a last notice. What had not settled stays open for the next run.
   *
   * @param run id of the run that stops
   */
  Poll stop(Horizon horizon, String run, Instant clock) {
    PollDraft draft = new PollDraft(horizon, settings, clock.truncatedTo(ChronoUnit.MILLIS));
    new PollClosing(settings, draft).stop(run);
    return draft.poll(true);
  }

  private boolean hopeless(Horizon horizon, StoreException e) {
    boolean never = horizon.pace().polls() == 0;
    boolean passing = e.kind() == StoreException.Kind.UNREACHABLE;
    return (never && !passing)
        || (settings.end().now() && horizon.pace().failures() + 1 >= FAILURES_ENDURED_WHEN_ENDING);
  }

  /** Settles where the watch begins; looks for the newest partition if that decides. */
  private void begin(PollDraft draft) throws StoreException {
    Horizon.Resumed resume = draft.resumed;
    Instant from = settings.start().instant();
    if (resume != null) {
      draft.watermark = resume.watermark();
      draft.debt.learn(draft.known);
    } else if (from != null) {
      draft.watermark = settings.layout().boundaryFrom(from);
      draft.floor = draft.watermark;
    } else if (settings.start().kind() == WatchStart.Kind.LATEST) {
      Partition newest = newest(draft);
      draft.watermark = newest == null ? null : newest.start();
      draft.floor = draft.watermark;
      return;
    }
    if (settings.catchUp() == WatchSettings.CatchUp.LATEST) {
      Partition newest = newest(draft);
      if (newest != null) {
        skipTo(draft, newest);
      }
    }
  }

  /**
   * What is not committed of the partitions from the floor to the newest is owed from here on: one
   * claim, whatever lies in them, that also passes them. The floor is where it starts, not the
   * watermark: files may have landed late while nothing ran.
   */
  private void skipTo(PollDraft draft, Partition newest) throws StoreException {
    Instant to = newest.start();
    Instant from = draft.floor == null ? earliest(draft) : draft.floor;
    if ((draft.watermark != null && !to.isAfter(draft.watermark)) || !from.isBefore(to)) {
      return;
    }
    draft.watermark = to;
    draft.floor = Times.max(draft.floor, to.minus(settings.late().lateness()));
    draft.debt.owe(from, to);
    draft.debt.learn(draft.known);
    DebtNotice passed = new DebtNotices(settings.layout(), draft.now, null).passedOver(from, to);
    draft.discoveries.add(draft.byArrival() ? passed.at(draft.arrives) : passed);
    draft.lastClosing = new Link(passed.id(), to);
    draft.debt.since = passed.id();
  }

  private Instant earliest(PollDraft draft) throws StoreException {
    NewestPartition search = new NewestPartition(settings.layout(), store, Instant.MAX);
    Partition earliest = search.earliest();
    draft.lists += search.lists();
    return earliest == null ? Instant.MAX : earliest.start();
  }

  private @Nullable Partition newest(PollDraft draft) throws StoreException {
    Instant limit = draft.now.plus(settings.late().lead()).plusMillis(1);
    Instant end = settings.end().instant();
    if (end != null) {
      limit = Times.min(limit, settings.layout().boundaryFrom(end));
    }
    NewestPartition search = new NewestPartition(settings.layout(), store, limit);
    Partition newest = search.find(Times.later(draft.watermark, draft.floor));
    draft.lists += search.lists();
    return newest;
  }
}
