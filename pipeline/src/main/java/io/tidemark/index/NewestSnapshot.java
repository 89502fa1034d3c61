package io.tidemark.index;

import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the newest version of an index that is whole: snapshot, layers and shard files. What is
 * damaged or gone is told, and the version before serves; what cannot be asked of the store stops.
 */
public final class NewestSnapshot {
  private final IndexSource source;
  private final Consumer<DamagedFileException> tell;
  private final SnapshotLog log;

  /**
   * For one index.
   *
   * @param tell is told once of every file that is damaged
   */
  public NewestSnapshot(IndexSource source, Consumer<DamagedFileException> tell) {
    this.source = source;
    Set<String> told = new HashSet<>();
    this.tell =
        damage -> {
          if (told.add(damage.key())) {
            tell.accept(damage);
          }
        };
    this.log = new SnapshotLog(source.store());
  }

  /**
   * Opens the newest version that is whole.
   *
   * @param asOf only layers whose windows end at or before it count
   * @return empty when there is no index
   * @throws DamagedFileException when none of the newest hundred versions is whole
   */
  public Optional<SnapshotReader> open(Instant asOf) throws IOException {
    Optional<Snapshot> newest = log.newestWhole(tell);
    return newest.isEmpty()
        ? Optional.empty()
        : Optional.of(whole(newest, null, snapshot -> SnapshotReader.open(source, snapshot, asOf)));
  }

  /**
   * Follows the index: a reader of a newer version, or the same one when there is none that is
   * whole.
   */
  public SnapshotReader refresh(SnapshotReader held) throws IOException {
    Optional<Snapshot> newest;
    try {
      newest = log.newestWhole(tell);
    } catch (DamagedFileException e) {
      return held; // It was told, and no version since is whole.
    }
    return whole(newest, held, held::refresh);
  }

  private interface Opening {
    SnapshotReader open(Snapshot snapshot) throws IOException;
  }

  private SnapshotReader whole(
      Optional<Snapshot> newest, @Nullable SnapshotReader held, Opening opening)
      throws IOException {
    Set<String> damaged = new HashSet<>();
    Optional<Snapshot> candidate = newest;
    DamagedFileException last = null;
    while (candidate.isPresent()) {
      Snapshot snapshot = candidate.get();
      if (held != null && snapshot.version() <= held.snapshot().version()) {
        return held;
      }
      if (snapshot.layers().stream().noneMatch(layer -> damaged.contains(layer.id()))) {
        try {
          return opening.open(snapshot);
        } catch (DamagedFileException e) {
          tell.accept(e);
          last = e;
          damaged.addAll(blamed(snapshot, e));
        }
      }
      candidate = log.before(snapshot.version(), tell);
    }
    if (held != null) {
      return held;
    }
    throw last == null
        ? new IOException("The index in " + source.store().uri() + " has gone")
        : last;
  }

  /** The layers a damaged file belongs to: no version that lists one is tried. */
  private static List<String> blamed(Snapshot snapshot, DamagedFileException e) {
    String layer = e instanceof DamagedShardException shard ? shard.layer() : "";
    return snapshot.layers().stream()
        .filter(ref -> ref.key().equals(e.key()) || ref.id().equals(layer))
        .map(LayerRef::id)
        .toList();
  }
}
