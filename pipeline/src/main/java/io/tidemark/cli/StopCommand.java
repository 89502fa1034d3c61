package io.tidemark.cli;

import io.tidemark.pipeline.StopMarkers;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark stop}: asks the runs on an index to stop, wherever they are. */
@Command(
    name = "stop",
    description = {
      "Asks every run on an index to stop: it looks for nothing more, publishes what it has found,",
      "and ends. Leaves a marker in the output, so it works for runs on any machine or cluster."
    },
    mixinStandardHelpOptions = true)
final class StopCommand extends StoreCommand {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @Option(names = "--index", required = true, paramLabel = "URI", description = "The index.")
  String index = "";

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description =
          "Waits so long for a run to tell that it has stopped; exit code 1 if none does.")
  @Nullable Duration patience;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    try (ObjectStore store = open(index)) {
      SnapshotLog log = new SnapshotLog(store);
      SnapshotHead newest = log.newestWholeHead(this::warn).orElseThrow(() -> noIndex(store));
      String before = newest.progress().stopped();
      new StopMarkers(store).askAll(clock.instant());
      if (patience == null) {
        out().println("asked every run on " + store.uri() + " to stop");
        return 0;
      }
      String stopped = await(log, before, patience);
      out().println(stopped == null ? "no run has stopped in " + patience : "stopped " + stopped);
      return stopped == null ? Failures.FAULT : 0;
    }
  }

  /** The run that stopped; null when none did in time. */
  private static @Nullable String await(SnapshotLog log, @Nullable String before, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (System.nanoTime() < deadline) {
      String stopped = log.newestHead().orElseThrow().progress().stopped();
      if (!Objects.equals(stopped, before)) {
        return stopped;
      }
      never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
    return null;
  }
}
