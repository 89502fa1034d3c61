package io.tidemark.publish;

import io.tidemark.publish.Snapshot.Writer;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commits layers to the snapshot log. Any number of committers may work on one output:
 * put-if-absent lets one of them write a version, the others reload and apply their layer to what
 * is there.
 */
final class Committer {
  private final SnapshotLog log;
  private final Duration lateness;
  private final String runner;
  private final String run;
  private final Clock clock;
  private final OtherWriters others;
  private KnownHead known = KnownHead.NONE;
  private @Nullable SnapshotHead newest;

  Committer(ObjectStore store, Duration lateness, String runner, String run, Clock clock) {
    this(new SnapshotLog(store), lateness, runner, run, clock);
  }

  Committer(SnapshotLog log, Duration lateness, String runner, String run, Clock clock) {
    this.log = log;
    this.lateness = lateness;
    this.runner = runner;
    this.run = run;
    this.clock = clock;
    this.others = new OtherWriters(log.uri(), run);
  }

  /** The same, which need not read the snapshot its run was started from. */
  Committer knowing(KnownHead start) {
    known = start;
    return this;
  }

  /**
   * Makes a layer visible, or finds that it is.
   *
   * @throws IOException when the store fails; nothing is visible then, or all of it
   */
  Commit commit(Layer layer) throws IOException {
    boolean written = false;
    while (true) {
      SnapshotHead parent = parent();
      if (parent.version() > known.version()) {
        others.look(parent);
      }
      ProgressUpdate update = ProgressUpdate.of(parent.progress(), layer, lateness);
      List<LayerRef> recent = recent(parent, layer);
      if (recent.equals(parent.recent()) && update.progress().equals(parent.progress())) {
        return Commit.none(parent);
      }
      if (!written) {
        log.writeLayer(layer);
        written = true;
      }
      SnapshotHead next = log.roll(next(parent, recent, update));
      if (log.append(next)) {
        newest = next;
        return new Commit(next, true, update.indexed());
      }
      newest = log.newestHeadFrom(parent);
      lost(next.version(), newest);
    }
  }

  /** Looks at who won a version: others may have committed since, or it be gone by now. */
  private void lost(long version, SnapshotHead now) throws IOException {
    others.look(now.version() == version ? now : log.headAt(version).orElse(now));
  }

  private SnapshotHead parent() throws IOException {
    if (newest == null) {
      newest =
          log.newestHeadFrom(known)
              .orElseThrow(
                  () -> new IOException("Cannot commit: the index has gone; was it deleted?"));
    }
    return newest;
  }

  /**
   * The same layer may come with other closings: of another run, say, which counts on them. One
   * that comes again after it was rolled up is listed again, which readers see through.
   */
  private static List<LayerRef> recent(SnapshotHead parent, Layer layer) {
    boolean listed = parent.recent().stream().anyMatch(ref -> ref.id().equals(layer.id()));
    if (listed || layer.shards().isEmpty()) {
      return parent.recent();
    }
    List<LayerRef> recent = new ArrayList<>(parent.recent());
    recent.add(reference(layer));
    return recent;
  }

  private SnapshotHead next(SnapshotHead parent, List<LayerRef> recent, ProgressUpdate update) {
    Instant now = clock.instant();
    return parent.next(
        now,
        new Writer(runner, run, UUID.randomUUID().toString()),
        recent,
        update
            .progress()
            .with(
                parent.progress().freshness().with(run, now, update.indexed()),
                RunSpan.after(parent, run, update.news(), now)));
  }

  private static LayerRef reference(Layer layer) {
    return new LayerRef(
        layer.id(),
        SnapshotLog.layerKey(layer.id()),
        layer.windowStart(),
        layer.windowEnd(),
        layer.shards().stream().mapToLong(ShardFile::documents).sum(),
        layer.shards().stream().mapToLong(ShardFile::tombstones).sum());
  }
}
