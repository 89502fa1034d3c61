package io.tidemark.pipeline;

import io.tidemark.changes.watch.Beat;
import io.tidemark.changes.watch.Supervision;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the watch of a run through the output, which both sides reach wherever they are: the
 * watch reads there whether it is to stop, and leaves its {@link Heartbeat}.
 *
 * @param output URI of the index
 * @param run id of the run
 * @param marker what {@link StopMarkers#any} was when the run started
 */
record RunSupervision(String output, String run, String marker) implements Supervision {
  private static final Logger LOG = LoggerFactory.getLogger(RunSupervision.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(5);

  @Override
  public Line open(PipelineOptions options) throws IOException {
    return new StoreLine(ObjectStores.open(output, options));
  }

  private final class StoreLine implements Line {
    private final ObjectStore store;
    private final StopMarkers markers;
    private @Nullable Instant asked;
    private @Nullable Instant told;
    private boolean stop;

    StoreLine(ObjectStore store) {
      this.store = store;
      this.markers = new StopMarkers(store);
    }

    @Override
    public String run() {
      return run;
    }

    @Override
    public boolean stopAsked(Instant now) {
      if (stop || !due(asked, ASK_EVERY, now)) {
        return stop;
      }
      asked = now;
      try {
        stop = markers.asks(run, marker);
      } catch (StoreException e) {
        LOG.debug("Cannot tell whether the run is to stop", e);
      }
      return stop;
    }

    @Override
    public void tell(Beat beat, Instant now) {
      if (!beat.stopping() && !due(told, BEAT_EVERY, now)) {
        return;
      }
      told = now;
      try {
        Heartbeat.of(run, now, beat).write(store);
      } catch (StoreException e) {
        LOG.debug("Cannot leave a heartbeat", e);
      }
    }

    /** A clock that is set back makes it due. */
    private static boolean due(@Nullable Instant last, Duration every, Instant now) {
      return last == null || Duration.between(last, now).abs().compareTo(every) >= 0;
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
