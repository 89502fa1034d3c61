package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.ScriptedWatch;
import io.tidemark.changes.watch.WatchSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs that die, stay away, come back and catch up with the latest or with every partition, while
 * files go on landing; and repairs, in their idle time and beside them, that die as well. What is
 * under way of any of them arrives in any order, twice, late, or not at all.
 */
final class DebtSimulation extends Simulation {
  private static final Duration LATE_AT_MOST = Duration.ofMinutes(20);

  boolean owedEver;
  private final Run[] runs;
  private final List<Layer> repairs = new ArrayList<>();
  private int files;

  /** One run, and what is on its way. */
  private record Run(ScriptedWatch watch, List<Layer> underWay) {}

  DebtSimulation(WatchSettings settings, int runs, Random random) {
    super(settings, random);
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
    return new Run(start(some), new ArrayList<>());
  }

  @Override
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
      arriveLate();
    } else if (event < 20) {
      arriveAgain();
    } else if (event < 22) {
      repair();
    } else if (random.nextInt(3) == 0) {
      die();
    }
  }

  /** A file lands, in its time or a little late. */
  private void land() {
    Instant late = now.minusSeconds(random.nextInt((int) LATE_AT_MOST.toSeconds()));
    input.put(LAYOUT.prefix(late) + "file" + files++, "e1");
  }

  private void die() {
    if (random.nextInt(4) == 0) {
      repairs.clear();
      return;
    }
    int run = random.nextInt(runs.length);
    leave(runs[run].underWay());
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

  @Override
  void apply(Layer layer) throws IOException {
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
        p.debtSince(),
        p.runs());
  }

  /** Files that no run looks for any more, and no repair. */
  private List<ObjectVersion> forgotten() throws IOException {
    Instant floor = progress.floor();
    DebtBook book = new DebtBook(progress.debt(), null, (from, to) -> 0);
    List<ObjectVersion> forgotten = new ArrayList<>();
    for (ObjectVersion version : input.versions()) {
      Instant end = end(version);
      if (floor != null && !end.isAfter(floor) && !book.owes(end)) {
        forgotten.add(version);
      }
    }
    return forgotten;
  }

  /**
   * Nothing lands any more, nothing dies, and a repair runs to its end. What landed after it had
   * looked is late, once the runs have heard that nothing is owed there any more.
   */
  @Override
  void finish() throws IOException {
    watchOn();
    arriveAllLate();
    for (int pieces = 0; !progress.debt().isEmpty(); pieces++) {
      assertThat("pieces of " + progress.debt(), pieces < 300, is(true));
      arriveAll(repairs);
      repair();
      arriveAll(repairs);
    }
    watchOn();
  }

  private void watchOn() throws IOException {
    for (int polls = 0; polls < 120; polls++) { // Some take one object at a time.
      for (Run run : runs) {
        poll(run, Duration.ofMinutes(2));
        arriveAll(run.underWay());
      }
    }
  }
}
