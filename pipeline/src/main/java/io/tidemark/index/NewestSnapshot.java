package io.tidemark.index;

import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.WholeSnapshots;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the newest version of an index that is whole: snapshot, layers and shard files. What is
 * damaged or gone is told, and the version before serves; what cannot be asked of the store stops.
 *
 * <p>The version before is searched for in steps that double, so that it is found however far back
 * it is, and once: as long as the newest version has the same damage, a refresh looks at the
 * damaged file again and at nothing before it. One thread at a time.
 */
public final class NewestSnapshot {
  private final IndexSource source;
  private final Consumer<DamagedFileException> tell;
  private final WholeSnapshots log;
  private final DamagedLayers damaged;

  /** Version that was the newest whole one when damage was last searched around; 0 for none. */
  private long served;

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
    this.log = new WholeSnapshots(new SnapshotLog(source.store()), this.tell);
    this.damaged = new DamagedLayers(source);
  }

  /**
   * Opens the newest version that is whole.
   *
   * @param asOf only layers whose windows end at or before it count
   * @return empty when there is no index
   * @throws DamagedFileException when no version is whole
   */
  public Optional<SnapshotReader> open(Instant asOf) throws IOException {
    Optional<Snapshot> newest = log.newest();
    return newest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            whole(newest.get(), null, snapshot -> SnapshotReader.open(source, snapshot, asOf)));
  }

  /**
   * Follows the index: a reader of a newer version, or the same one when there is none that is
   * whole.
   */
  public SnapshotReader refresh(SnapshotReader held) throws IOException {
    Optional<Snapshot> newest;
    try {
      newest = log.newest();
    } catch (DamagedFileException e) {
      return held; // It was told, and no version since is whole.
    }
    return newest.isEmpty() ? held : whole(newest.get(), held, held::refresh);
  }

  private interface Opening {
    SnapshotReader open(Snapshot snapshot) throws IOException;
  }

  private SnapshotReader whole(Snapshot newest, @Nullable SnapshotReader held, Opening opening)
      throws IOException {
    long least = held == null ? 0 : held.snapshot().version();
    damaged.recheck(newest);
    Optional<Snapshot> candidate = Optional.of(newest);
    DamagedFileException last = null;
    while (candidate.isPresent() && candidate.get().version() > least) {
      Snapshot snapshot = candidate.get();
      try {
        damaged.look(snapshot);
        SnapshotReader opened = opening.open(snapshot);
        served = snapshot.version();
        return opened;
      } catch (DamagedFileException e) {
        tell.accept(e);
        last = e;
        boolean news = damaged.add(snapshot, e);
        if (held != null && !news && least >= served) {
          return held; // All versions since have that damage, too.
        }
        candidate = log.before(snapshot.version(), damaged::look);
      }
    }
    if (held != null) {
      served = last == null ? served : least;
      return held;
    }
    throw last == null
        ? new IOException("The index in " + source.store().uri() + " has gone")
        : last;
  }
}
