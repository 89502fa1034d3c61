package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.Owed;
import io.tidemark.changes.watch.ResumePoint;
import io.tidemark.changes.watch.ScriptedWatch;
import io.tidemark.changes.watch.WatchSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Runs that die, stay away, come back and catch up with the latest or with every partition, while
 * files go on landing; and repairs, in their idle time and beside them, that die as well. What is
 * under way of any of them arrives in any order, twice, late, or not at all.
 */
final class DebtSimulation {
  private static final Duration LATE_AT_MOST = Duration.ofMinutes(20);

  final ScriptedWatch.Input input = new ScriptedWatch.Input();
  final TreeSet<ObjectVersion> committed = new TreeSet<>();
  Progress progress = Progress.NONE;
  boolean owedEver;
  private final WatchSettings settings;
  private final Random random;
  private final Run[] runs;
  private final List<Layer> repairs = new ArrayList<>();
  private final List<Layer> delivered = new ArrayList<>();
  private final List<Layer> strays = new ArrayList<>();
  private Instant now = CommitSimulation.FIRST;
  private int files;

  /** One run, and what is on its way. */
  private record Run(ScriptedWatch watch, List<Layer> underWay) {}

  DebtSimulation(WatchSettings settings, int runs, Random random) {
    this.settings = settings;
    this.random = random;
    this.runs = new Run[runs];
    for (int i = 0; i < runs; i++) {
      this.runs[i] = start();
    }
  }

  private Run start() {
    WatchSettings.Polling polling = settings.polling();
    WatchSettings some =
        settings
            .withCatchUp(
                random.nextInt(3) == 0 ? WatchSettings.CatchUp.EVERY : WatchSettings.CatchUp.LATEST)
            .withPolling(
                new WatchSettings.Polling(
                    polling.every(), polling.maxObjects(), polling.maxBytes(), random.nextInt(2)));
    boolean fresh = progress.equals(Progress.NONE);
    return new Run(new ScriptedWatch(input, some, fresh ? null : resumePoint()), new ArrayList<>());
  }

  private ResumePoint resumePoint() {
    List<ObjectVersion> known = new ArrayList<>();
    progress
        .objects()
        .forEach(
            (key, object) ->
                object.versions().forEach(etag -> known.add(new ObjectVersion(key, etag))));
    List<Owed> debt =
        progress.debt().stream()
            .map(
                d ->
                    new Owed(d.from(), d.to(), d.counted() ? Owed.Stage.COUNTED : Owed.Stage.FOUND))
            .toList();
    return new ResumePoint(
        progress.watermark(), progress.floor(), known, debt, progress.debtSince());
  }

  /** Something happens. */
  void step() throws IOException {
    Run run = runs[random.nextInt(runs.length)];
    int event = random.nextInt(24);
    if (event < 4) {
      land();
    } else if (event < 9) {
      poll(run, Duration.ofSeconds(random.nextInt(300)));
    } else if (event < 18) {
      arrive(random.nextInt(4) == 0 ? repairs : run.underWay());
    } else if (event < 19) {
      arrive(strays);
    } else if (event < 20 && !delivered.isEmpty()) {
      apply(delivered.get(random.nextInt(delivered.size())));
    } else if (event < 22) {
      repair();
    } else if (random.nextInt(3) == 0) {
      die();
    }
  }

  /** A file lands, in its time or a little late. */
  private void land() {
    Instant late = now.minusSeconds(random.nextInt((int) LATE_AT_MOST.toSeconds()));
    input.put(CommitSimulation.LAYOUT.prefix(late) + "file" + files++, "e1");
  }

  private void die() {
    if (random.nextInt(4) == 0) {
      repairs.clear();
      return;
    }
    int run = random.nextInt(runs.length);
    strays.addAll(runs[run].underWay().stream().filter(layer -> random.nextBoolean()).toList());
    for (int away = random.nextInt(8); away > 0; away--) {
      now = now.plus(Duration.ofMinutes(random.nextInt(15)));
      land();
    }
    runs[run] = start();
  }

  private void poll(Run run, Duration later) throws IOException {
    now = now.plus(later);
    if (random.nextInt(3) == 0) {
      run.watch().ask(resumePoint(), now);
    }
    run.underWay().addAll(Deliveries.apart(run.watch().poll(now), 1 + random.nextInt(3), random));
  }

  /** The next piece of a repair run, once the one before has arrived. */
  private void repair() throws IOException {
    if (repairs.isEmpty()) {
      List<Discovery> piece = ScriptedWatch.repair(input, settings, resumePoint(), now);
      repairs.addAll(Deliveries.apart(piece, 1 + random.nextInt(3), random));
    }
  }

  private void arrive(List<Layer> underWay) throws IOException {
    if (!underWay.isEmpty()) {
      Collections.swap(underWay, random.nextInt(underWay.size()), underWay.size() - 1);
      Layer layer = underWay.remove(underWay.size() - 1);
      delivered.add(layer);
      apply(layer);
    }
  }

  private void apply(Layer layer) throws IOException {
    Progress before = progress;
    progress = ProgressUpdate.of(before, layer, settings.late().lateness()).progress();
    ProgressUpdate.of(withoutFloor(before), layer, Duration.ofDays(9))
        .progress()
        .objects()
        .forEach((key, o) -> o.versions().forEach(e -> committed.add(new ObjectVersion(key, e))));
    owedEver |= !progress.debt().isEmpty();
    assertThat(progress.totals().addUp(), is(true));
    long owed = progress.debt().stream().mapToLong(Debt::objectsKnown).sum();
    assertThat(progress.totals().skipped(), is(greaterThanOrEqualTo(owed)));
    assertThat(
        progress.totals().objects() - progress.totals().skipped(), is((long) committed.size()));
    assertThat(forgotten(), everyItem(is(in(committed))));
  }

  /** Forgets nothing at once, to see what is committed. */
  private static Progress withoutFloor(Progress p) {
    return new Progress(
        p.watermark(),
        null,
        p.objects(),
        p.pending(),
        p.waiting(),
        p.counted(),
        p.totals(),
        p.openPartitions(),
        p.freshness(),
        p.stopped(),
        p.restart(),
        p.debt(),
        p.debtSince());
  }

  /** Files that no run looks for any more, and no repair. */
  private List<ObjectVersion> forgotten() throws IOException {
    Instant floor = progress.floor();
    DebtBook book = new DebtBook(progress.debt(), null, (from, to) -> 0);
    List<ObjectVersion> forgotten = new ArrayList<>();
    for (ObjectVersion version : input.versions()) {
      Instant end = CommitSimulation.LAYOUT.partitionOf(version.key()).orElseThrow().end();
      if (floor != null && !end.isAfter(floor) && !book.owes(end)) {
        forgotten.add(version);
      }
    }
    return forgotten;
  }

  /** Nothing lands any more, nothing dies, and a repair runs to its end. */
  void finish() throws IOException {
    for (int polls = 0; polls < 120; polls++) { // Some take one object at a time.
      for (Run run : runs) {
        poll(run, Duration.ofMinutes(2));
        while (!run.underWay().isEmpty()) {
          arrive(run.underWay());
        }
      }
    }
    while (!strays.isEmpty()) {
      arrive(strays);
    }
    for (int pieces = 0; !progress.debt().isEmpty(); pieces++) {
      assertThat("pieces of " + progress.debt(), pieces < 300, is(true));
      while (!repairs.isEmpty()) {
        arrive(repairs);
      }
      repair();
      while (!repairs.isEmpty()) {
        arrive(repairs);
      }
    }
  }
}
