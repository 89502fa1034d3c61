package io.tidemark.changes.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the snapshot log, now and then, what became of the debt a watch knows of: another run may
 * have worked it off, and from then on objects of these partitions are late, not owed. Only a watch
 * that would miss them asks: while the horizon reaches back into its debt; and one that waits to
 * repair, until the count it told is on record.
 */
final class DebtRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(WatchPartitions.class);
  private static final long SELDOM_MILLIS = 10_000;
  private static final long OFTEN_MILLIS = 1_000;

  private final WatchSettings settings;
  private final ResumeSource log;
  private final PipelineOptions options;

  DebtRefresh(WatchSettings settings, ResumeSource log, PipelineOptions options) {
    this.settings = settings;
    this.log = log;
    this.options = options;
  }

  /** The horizon as the log would have it, if it is time to ask; else as it is. */
  Horizon refresh(Horizon before, Instant now) {
    Instant last = before.pace().lastPoll();
    if (last == null || before.debt().owed().isEmpty() || settings.end().bounded()) {
      return before;
    }
    long step = Math.max(0, Duration.between(last, now).toMillis());
    long elapsed = before.pace().elapsedMillis() + step;
    if (elapsed - before.debt().askedMillis() < interval(before)) {
      return before;
    }
    DebtDraft debt = new DebtDraft(before.debt(), settings.layout());
    debt.asked(elapsed);
    NavigableSet<ObjectVersion> known = new TreeSet<>(before.known());
    ResumePoint point = ask();
    if (point != null) {
      take(point, debt, known);
      known.headSet(new ObjectVersion(settings.layout().startAfter(before.floor()), "")).clear();
    }
    return before.with(known, debt.state());
  }

  private @Nullable ResumePoint ask() {
    try {
      return log.committed(options);
    } catch (IOException e) {
      LOG.debug("Cannot tell what is still owed; asked again later", e);
      return null;
    }
  }

  private long interval(Horizon horizon) {
    boolean repairs = settings.polling().repairShare() > 0;
    long interval = Long.MAX_VALUE;
    for (Owed range : horizon.debt().owed()) {
      if (repairs && range.stage() == Owed.Stage.TOLD) {
        return OFTEN_MILLIS;
      }
      if (horizon.floor() == null || range.to().isAfter(horizon.floor())) {
        interval = SELDOM_MILLIS;
      }
    }
    return interval;
  }

  /** Only what the log has passed counts: this watch's own claim may not be committed yet. */
  private static void take(ResumePoint point, DebtDraft debt, NavigableSet<ObjectVersion> known) {
    Instant passed = point.watermark();
    NavigableSet<ObjectVersion> committed = new TreeSet<>(point.committed());
    for (Owed range : List.copyOf(debt.owed)) {
      if (passed != null && !passed.isBefore(range.to())) {
        List<Owed> settled = new ArrayList<>(List.of(range));
        point.debt().forEach(owed -> DebtDraft.cut(settled, owed.from(), owed.to()));
        for (Owed part : settled) {
          known.addAll(debt.settle(part.from(), part.to()));
          known.addAll(debt.within(committed, part.from(), part.to()));
        }
      }
    }
    point.debt().stream()
        .filter(owed -> owed.stage() == Owed.Stage.COUNTED)
        .forEach(owed -> debt.reached(Owed.Stage.COUNTED, owed.from(), owed.to()));
    debt.learn(committed);
  }
}
