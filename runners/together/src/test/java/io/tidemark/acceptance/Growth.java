package io.tidemark.acceptance;

import io.tidemark.publish.Progress;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.util.Locale;

/** How an index grows while a run works on it. */
final class Growth {
  private final ObjectStore output;
  private final long snapshots;

  /** From now on. */
  Growth(ObjectStore output) throws IOException {
    this.output = output;
    this.snapshots = Math.max(1, count("snapshots/")); // The first one is an empty index.
  }

  /** Commits since then. */
  long commits() throws IOException {
    return count("snapshots/") - snapshots;
  }

  /** Files in a folder of the index. */
  long count(String folder) throws IOException {
    return output.list(folder, "", ObjectStore.MAX_LIST).size();
  }

  /** Whether there is nothing more to take. */
  boolean taken(Intake intake) throws IOException {
    return new SnapshotLog(output).newest().filter(intake::taken).isPresent();
  }

  @Override
  public String toString() {
    try {
      return new SnapshotLog(output)
          .newest()
          .map(
              newest -> {
                Progress progress = newest.progress();
                return String.format(
                    Locale.ROOT,
                    "version %d, watermark %s, pending %s, waiting %s, %s",
                    newest.version(),
                    progress.watermark(),
                    progress.pending(),
                    progress.waiting(),
                    progress.totals());
              })
          .orElse("none");
    } catch (IOException e) {
      return e.toString();
    }
  }
}
