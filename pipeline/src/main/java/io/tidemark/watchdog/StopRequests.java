package io.tidemark.watchdog;

import io.tidemark.pipeline.StopMarkers;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks runs to stop through their output, and clears that away when it is closed. */
final class StopRequests implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopRequests.class);

  private final Opener opener;
  private final Clock clock;
  private @Nullable String asked;

  /** Opens the output. */
  @FunctionalInterface
  interface Opener {
    ObjectStore open() throws StoreException;
  }

  StopRequests(Opener opener, Clock clock) {
    this.opener = opener;
    this.clock = clock;
  }

  /** Asks a run, by its id. */
  void ask(String run) throws IOException {
    try (ObjectStore output = opener.open()) {
      new StopMarkers(output).ask(run, clock.instant());
      asked = run;
    }
  }

  @Override
  public void close() {
    if (asked == null) {
      return;
    }
    try (ObjectStore output = opener.open()) {
      new StopMarkers(output).forget(asked);
    } catch (StoreException e) {
      LOG.debug("A stop marker stays; it concerns a run that has ended", e);
    }
  }
}
