package io.tidemark.acceptance;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.publish.Progress;
import io.tidemark.publish.Snapshot;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What lies in an input, in the layout every run has unless told otherwise.
 *
 * @param objects how many
 * @param end of the last partition that has one
 */
record Intake(int objects, Instant end) {
  private static final PartitionLayout LAYOUT =
      PartitionLayout.of("dt={yyyy-MM-dd}/hr={HH}/mi={mm}", Duration.ofMinutes(10));

  static Intake of(Site site) throws IOException {
    try (ObjectStore store = site.open(site.input())) {
      List<StoredObject> found = store.list("", "", ObjectStore.MAX_LIST);
      return of(found.stream().map(StoredObject::key).toList());
    }
  }

  static Intake of(List<String> keys) {
    Instant end =
        keys.stream()
            .map(key -> LAYOUT.partitionOf(key).orElseThrow().end())
            .max(Instant::compareTo)
            .orElseThrow();
    return new Intake(keys.size(), end);
  }

  /**
   * Whether a run has nothing more to do: every object is committed, every partition closed. What
   * waits for a closing that died with its run does not count; it goes when the horizon passes it.
   */
  boolean taken(Snapshot newest) {
    Progress progress = newest.progress();
    return progress.totals().objects() == objects
        && progress.pending().isEmpty()
        && progress.watermark() != null
        && !progress.watermark().isBefore(end);
  }
}
