package io.tidemark.acceptance;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Runs the pipeline in this process and watches it through the snapshot log, as anyone can. Gives
 * up when nothing is committed any more.
 */
final class WatchedRun {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private WatchedRun() {}

  /** Whether an index is as it should become. */
  @FunctionalInterface
  interface Wanted {
    boolean in(Snapshot newest) throws IOException;
  }

  /**
   * Runs to the end.
   *
   * @return how many elements the engine dropped as late
   */
  static long toEnd(List<String> arguments) throws IOException {
    try (DeltaIndexRun run =
        DeltaIndexRun.start(OptionParser.parse(arguments), Clock.systemUTC())) {
      run.await(progress -> {});
      return run.dropped();
    }
  }

  /**
   * Runs until the index is as wanted; asked about once a second.
   *
   * @return how many elements the engine dropped as late
   */
  static long until(Site site, List<String> arguments, Wanted wanted) throws IOException {
    return until(site, arguments, wanted, DeltaIndexRun::stop);
  }

  /** How a run is to end. */
  @FunctionalInterface
  interface Ending {
    void of(DeltaIndexRun run) throws IOException;
  }

  /** The same, with the run ended in a way of one's own. */
  static long until(Site site, List<String> arguments, Wanted wanted, Ending ending)
      throws IOException {
    long[] commit = {0, System.nanoTime()};
    long[] dropped = new long[1];
    boolean[] ended = new boolean[1];
    try (ObjectStore output = site.open(site.output());
        DeltaIndexRun run = DeltaIndexRun.start(OptionParser.parse(arguments), Clock.systemUTC())) {
      SnapshotLog log = new SnapshotLog(output);
      run.await(
          progress -> {
            try {
              Snapshot newest = log.newest().orElseThrow();
              if (!ended[0] && wanted.in(newest)) {
                ended[0] = true;
                dropped[0] = run.dropped();
                ending.of(run);
              } else if (newest.version() > commit[0]) {
                commit[0] = newest.version();
                commit[1] = System.nanoTime();
              } else if (System.nanoTime() - commit[1] > PATIENCE.toNanos()) {
                throw new AssertionError("The index does not become as wanted: " + newest);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return Math.max(dropped[0], run.dropped());
    }
  }
}
