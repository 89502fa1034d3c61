package io.tidemark.soak;

import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.Totals;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What follows the last partition: the runs catch up, stop, and are compared. */
final class SoakEnding {
  private static final Duration CATCHING_UP = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int TERMINATED = 128 + 15;
  private static final String CLEAN = "clean";

  private final SoakSite site;
  private final Commands commands;
  private final List<String> settings;
  private final Landing.Landed landed;
  private final Consumer<String> tell;

  SoakEnding(
      SoakSite site,
      Commands commands,
      List<String> settings,
      Landing.Landed landed,
      Consumer<String> tell) {
    this.site = site;
    this.commands = commands;
    this.settings = settings;
    this.landed = landed;
    this.tell = tell;
  }

  /** Lets every run commit what has landed, then stops it. Returns what went wrong. */
  List<String> settle(List<SoakRun> runs) throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    long deadline = System.nanoTime() + CATCHING_UP.toNanos();
    for (SoakRun run : runs) {
      if (!run.alive()) {
        faults.add(run.engine() + ": ended by itself with " + run.exitCode());
      } else if (!caughtUp(run, deadline)) {
        faults.add(run.engine() + ": did not commit all that landed in " + CATCHING_UP);
      }
    }
    for (SoakRun run : runs) {
      if (run.alive()) {
        boolean stopped = run.stop();
        tell.accept(
            run.engine() + (stopped ? " stopped with exit code " + run.exitCode() : " goes on"));
        if (!stopped) {
          faults.add(run.engine() + ": did not stop when asked to");
        } else if (run.exitCode() != 0 && run.exitCode() != TERMINATED) {
          faults.add(run.engine() + ": stopped with exit code " + run.exitCode());
        }
      }
    }
    return faults;
  }

  private boolean caughtUp(SoakRun run, long deadline) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (System.nanoTime() < deadline && run.alive()) {
      Snapshot newest = run.newest();
      if (newest != null && newest.progress().totals().objects() >= landed.objects()) {
        return true;
      }
      never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
    return false;
  }

  /**
   * Has each engine finish its index, indexes the input anew in one bounded run, and compares
   * counts and digests. Returns what does not agree.
   */
  List<String> compare(List<SoakRun> runs) throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    for (SoakRun run : runs) {
      finish(SoakRun.runner(run.engine()), run.engine());
    }
    finish("direct", CLEAN);
    Set<String> digests = new TreeSet<>();
    for (SoakRun run : runs) {
      digests.add(check(run.engine(), faults));
    }
    digests.add(check(CLEAN, faults));
    if (digests.size() != 1) {
      faults.add("the indexes differ: " + digests);
    }
    return faults;
  }

  private void finish(String engine, String name) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--runner=" + engine, "--until=now"));
    arguments.add("--output=" + site.output(name));
    arguments.addAll(settings);
    arguments.addAll(site.arguments());
    commands.run(name + "-until-now", arguments);
  }

  private String check(String name, List<String> faults) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("digest", "--index=" + site.output(name)));
    arguments.addAll(site.arguments());
    String digest = commands.run(name + "-digest", arguments).strip();
    try (ObjectStore output = site.open(site.output(name))) {
      Snapshot newest = new SnapshotLog(output).newest().orElseThrow();
      Totals t = newest.progress().totals();
      tell.accept(
          String.format(
              Locale.ROOT,
              "%-7s version %,d, %,d layers, %,d objects, %,d late, %,d records, %,d rejected, %s",
              name,
              newest.version(),
              newest.layers().size(),
              t.objects(),
              t.late(),
              t.records(),
              t.rejected(),
              digest));
      boolean sums =
          t.objects() == t.onTime() + t.late() + t.diverted() + t.dropped() + t.skipped()
              && t.records() == t.upserts() + t.deletes() + t.rejected();
      if (!sums || t.objects() != landed.objects() || t.records() != landed.records()) {
        faults.add(name + ": counts do not add up to what landed, " + landed + ": " + t);
      }
    }
    return digest;
  }
}
