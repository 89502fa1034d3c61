package io.tidemark.acceptance;

import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delivers a corpus file by file in the order of its arrivals, to a pipeline that runs. */
final class LiveReplay {
  /** Hours become seconds: 10 minutes between files become 200 ms. */
  private static final int COMPRESSION = 3_000;

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Corpus corpus;
  private final Site site;

  LiveReplay(Corpus corpus, Site site) {
    this.corpus = corpus;
    this.site = site;
  }

  /** Delivers everything, waits until all of it is committed, and stops the run. */
  void deliverAndAwait(DeltaIndexRun run) throws Exception {
    List<Corpus.Arrival> arrivals = corpus.arrivals();
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    try (ObjectStore input = site.open(site.input());
        ObjectStore output = site.open(site.output())) {
      List<Future<Void>> deliveries =
          arrivals.stream().map(arrival -> deliver(feeder, input, arrival)).toList();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      SnapshotLog log = new SnapshotLog(output);
      run.await(
          progress -> {
            if (committed(log) == arrivals.size()) {
              stop(run);
            } else if (System.nanoTime() > deadline) {
              stop(run);
              throw new AssertionError("Only " + committed(log) + " objects were committed");
            }
          });
      for (Future<Void> delivery : deliveries) {
        delivery.get();
      }
    } finally {
      feeder.shutdownNow();
    }
  }

  private Future<Void> deliver(
      ScheduledExecutorService feeder, ObjectStore input, Corpus.Arrival arrival) {
    return feeder.schedule(
        () -> {
          input.put(arrival.path(), Files.readAllBytes(corpus.data().resolve(arrival.path())));
          return null;
        },
        arrival.offset().dividedBy(COMPRESSION).toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static long committed(SnapshotLog log) {
    try {
      return log.newest().map(Snapshot::progress).orElseThrow().totals().objects();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(DeltaIndexRun run) {
    try {
      run.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
