package io.tidemark.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshots of a log that are whole, for those who only read. One that follows the log
 * keeps this: while the newest is broken by the same file, nothing is searched again.
 */
public final class WholeSnapshots {
  private final SnapshotLog log;
  private final Consumer<DamagedFileException> tell;

  /** Damaged lists of layers, by key; versions that have one need not be tried. */
  private final Map<String, DamagedFileException> damaged = new HashMap<>();

  private @Nullable Found last;

  /**
   * What a search found.
   *
   * @param key of the file that broke the newest version
   * @param whole the newest version before it that is whole, if any is
   */
  private record Found(String key, Optional<Snapshot> whole) {}

  /** Looks at what a snapshot lists. */
  @FunctionalInterface
  public interface Check {
    /**
     * Returns when all of it is whole, as far as known.
     *
     * @throws DamagedFileException when a file is not that this snapshot and later ones list
     */
    void look(Snapshot snapshot) throws DamagedFileException;
  }

  /**
   * Of one log.
   *
   * @param tell is told of every damage met; of a file more than once when it is met again
   */
  public WholeSnapshots(SnapshotLog log, Consumer<DamagedFileException> tell) {
    this.log = log;
    this.tell = tell;
  }

  /**
   * The newest one.
   *
   * @return empty when the output holds no index
   * @throws DamagedFileException when there are some, and none is whole
   */
  public Optional<Snapshot> newest() throws IOException {
    long newest = log.newestVersion();
    if (newest == 0) {
      return Optional.empty();
    }
    damaged.clear();
    try {
      return Optional.of(log.complete(log.readHead(newest)));
    } catch (DamagedFileException e) {
      Consumer<DamagedFileException> once = once(tell);
      once.accept(e);
      damaged.put(e.key(), e);
      if (last == null || !last.key().equals(e.key())) {
        last = new Found(e.key(), before(newest, snapshot -> {}, once));
      }
      if (last.whole().isEmpty()) {
        throw e;
      }
      return last.whole();
    }
  }

  /**
   * The newest one before a version that is broken.
   *
   * @param check what else is to be whole
   */
  public Optional<Snapshot> before(long version, Check check) throws IOException {
    return before(version, check, once(tell));
  }

  private Optional<Snapshot> before(
      long version, Check check, Consumer<DamagedFileException> telling) throws IOException {
    FallBack<Snapshot> search =
        new FallBack<>(
            at -> {
              Optional<Snapshot> found = at(at);
              if (found.isPresent()) {
                check.look(found.get());
              }
              return found;
            },
            telling);
    return search.before(version, log.oldestVersion());
  }

  private Optional<Snapshot> at(long version) throws IOException {
    Optional<SnapshotHead> head = log.headAt(version);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    for (LayerRoll roll : head.get().rolls()) {
      DamagedFileException known = damaged.get(roll.key());
      if (known != null) {
        throw known;
      }
    }
    try {
      return Optional.of(log.complete(head.get()));
    } catch (DamagedFileException e) {
      damaged.put(e.key(), e);
      throw e;
    }
  }

  /** Heads alone: their own files decide, whatever they list. */
  static Optional<SnapshotHead> headBefore(
      SnapshotLog log, long version, Consumer<DamagedFileException> tell) throws IOException {
    return new FallBack<>(log::headAt, tell).before(version, log.oldestVersion());
  }

  /** Tells of a file once, however many versions have it. */
  private static Consumer<DamagedFileException> once(Consumer<DamagedFileException> tell) {
    Set<String> told = new HashSet<>();
    return damage -> {
      if (told.add(damage.key())) {
        tell.accept(damage);
      }
    };
  }
}
