package io.tidemark.publish;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for the newest whole version before a broken one.
 *
 * <p>What is broken is of two kinds. A file that versions share, a layer or a list of layers: from
 * some version on all have it, so that one is searched for, first 1, 2, 4, 8, ... versions back,
 * then halving what lies between. Or a snapshot itself, damaged or gone: that tells nothing of
 * others, and the one before it is looked at instead.
 *
 * <p>So it takes at most twice the logarithm of the number of versions looks, 27 for ten thousand,
 * and one more for each snapshot that is itself broken, up to {@value #SKIPS}. While there are no
 * more of those, what is found is the newest there is. One search, one thread.
 */
final class FallBack<T> {
  /** Broken snapshots that are stepped over, in all. */
  private static final int SKIPS = 100;

  private final Attempt<T> attempt;
  private final Consumer<DamagedFileException> tell;

  /** What is whole at or before it is older than what was found, or is not there. */
  private long low;

  /** It and what is after it is broken. */
  private long high;

  private int skips = SKIPS;
  private Optional<T> whole = Optional.empty();

  /** Reads a version; empty when its snapshot is gone. */
  @FunctionalInterface
  interface Attempt<T> {
    Optional<T> at(long version) throws IOException;
  }

  /**
   * A search.
   *
   * @param tell is told of every damage met
   */
  FallBack(Attempt<T> attempt, Consumer<DamagedFileException> tell) {
    this.attempt = attempt;
    this.tell = tell;
  }

  /**
   * Searches.
   *
   * @param oldest version there may be
   * @param broken version to look before
   * @throws IOException when a version cannot be asked for: that says nothing about it
   */
  Optional<T> before(long broken, long oldest) throws IOException {
    low = oldest - 1;
    high = broken;
    long at = broken;
    for (long step = 1; whole.isEmpty() && at > low + 1; step *= 2) {
      at = Math.max(low + 1, broken - step);
      if (at < high && !look(at) && skips > 0) {
        low = at; // There is nothing down to the oldest.
      }
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (!look(middle)) {
        low = middle;
      }
    }
    return whole;
  }

  /** Looks at a version, or the next before it that tells anything; whether there was one. */
  private boolean look(long at) throws IOException {
    for (long version = at; version > low; version--) {
      try {
        Optional<T> found = attempt.at(version);
        if (found.isPresent()) {
          whole = found;
          low = at;
          return true;
        }
      } catch (DamagedFileException e) {
        tell.accept(e);
        if (!e.key().equals(SnapshotLog.key(version))) {
          high = version;
          return true;
        }
      }
      if (skips == 0) {
        return false;
      }
      skips--;
    }
    return false;
  }
}
