package io.tidemark.publish;

import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.Owed;
import io.tidemark.changes.watch.Owed.Stage;
import io.tidemark.changes.watch.PartitionLayout;
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
 * Runs that watch one input and commit to one log, through a runner that delays, repeats and loses
 * layers as it likes.
 */
abstract class Simulation {
  static final PartitionLayout LAYOUT =
      PartitionLayout.of("p={yyyyMMdd'T'HHmm}", Duration.ofMinutes(10));
  static final Instant FIRST = Instant.parse("2026-05-04T18:00:00Z");

  final ScriptedWatch.Input input = new ScriptedWatch.Input();
  final TreeSet<ObjectVersion> committed = new TreeSet<>();
  final WatchSettings settings;
  final Random random;
  Progress progress = Progress.NONE;
  Instant now = FIRST;
  private final List<Layer> delivered = new ArrayList<>();
  private final List<Layer> strays = new ArrayList<>();

  Simulation(WatchSettings settings, Random random) {
    this.settings = settings;
    this.random = random;
  }

  /** Something happens. */
  abstract void step() throws IOException;

  /** All goes well to the end. */
  abstract void finish() throws IOException;

  /** A layer is committed, perhaps not for the first time. */
  abstract void apply(Layer layer) throws IOException;

  /** The watch of a run that starts now. */
  final ScriptedWatch start(WatchSettings how) {
    return new ScriptedWatch(input, how, progress.equals(Progress.NONE) ? null : resumePoint());
  }

  final ResumePoint resumePoint() {
    List<ObjectVersion> known = new ArrayList<>();
    progress
        .objects()
        .forEach((key, o) -> o.versions().forEach(etag -> known.add(new ObjectVersion(key, etag))));
    List<Owed> debt =
        progress.debt().stream()
            .map(d -> new Owed(d.from(), d.to(), d.counted() ? Stage.COUNTED : Stage.FOUND))
            .toList();
    return new ResumePoint(
        progress.watermark(), progress.floor(), known, debt, progress.debtSince());
  }

  /** One of the layers that are under way arrives. */
  final void arrive(List<Layer> underWay) throws IOException {
    if (!underWay.isEmpty()) {
      Collections.swap(underWay, random.nextInt(underWay.size()), underWay.size() - 1);
      Layer layer = underWay.remove(underWay.size() - 1);
      delivered.add(layer);
      apply(layer);
    }
  }

  /** A layer that has arrived arrives once more. */
  final void arriveAgain() throws IOException {
    if (!delivered.isEmpty()) {
      apply(delivered.get(random.nextInt(delivered.size())));
    }
  }

  final void arriveAll(List<Layer> underWay) throws IOException {
    while (!underWay.isEmpty()) {
      arrive(underWay);
    }
  }

  /** A run died: some of what it had under way may arrive all the same. */
  final void leave(List<Layer> underWay) {
    strays.addAll(underWay.stream().filter(layer -> random.nextBoolean()).toList());
  }

  /** Something of a run that died arrives. */
  final void arriveLate() throws IOException {
    arrive(strays);
  }

  final void arriveAllLate() throws IOException {
    arriveAll(strays);
  }

  static Instant end(ObjectVersion version) {
    return LAYOUT.partitionOf(version.key()).orElseThrow().end();
  }
}
