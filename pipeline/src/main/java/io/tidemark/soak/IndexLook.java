package io.tidemark.soak;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at what a run writes: its snapshots, and the heartbeat of its watch. */
final class IndexLook {
  private static final String SNAPSHOTS = "snapshots/";
  private static final double KIB = 1024;
  private static final double MILLIS = 1000;

  private final ObjectStore output;
  private final SnapshotLog log;
  private String passed = "";

  IndexLook(ObjectStore output) {
    this.output = output;
    this.log = new SnapshotLog(output);
  }

  /** The newest snapshot; null before the first. */
  @Nullable Snapshot newest() throws IOException {
    return log.newest().orElse(null);
  }

  /** What the newest snapshot tells, as far as there is one. */
  Map<Measure, Double> look(Instant now) throws IOException {
    Map<Measure, Double> seen = new EnumMap<>(Measure.class);
    Snapshot newest = newest();
    if (newest != null) {
      seen.put(Measure.LAYERS, (double) newest.layers().size());
      Instant watermark = newest.progress().watermark();
      if (watermark != null) {
        seen.put(Measure.LAG, Duration.between(watermark, now).toMillis() / MILLIS);
      }
      newestObject().ifPresent(object -> seen.put(Measure.SNAPSHOT, object.size() / KIB));
    }
    return seen;
  }

  private Optional<StoredObject> newestObject() throws StoreException {
    StoredObject newest = null;
    List<StoredObject> page = output.list(SNAPSHOTS, passed, ObjectStore.MAX_LIST);
    while (!page.isEmpty()) {
      newest = page.get(page.size() - 1);
      passed = newest.key();
      page = output.list(SNAPSHOTS, passed, ObjectStore.MAX_LIST);
    }
    return Optional.ofNullable(newest);
  }

  /** The heartbeat of the watch; empty as long as there is none. */
  Optional<Heartbeat> beat() throws IOException {
    return Heartbeat.read(output);
  }
}
