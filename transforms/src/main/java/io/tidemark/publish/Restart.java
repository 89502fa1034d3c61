package io.tidemark.publish;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From one run to the next: the time in which nothing was committed.
 *
 * @param before id of the run before
 * @param lastCommit of that run
 * @param after id of the run that went on
 * @param firstCommit of that run
 */
public record Restart(String before, Instant lastCommit, String after, Instant firstCommit) {

  /** How long nothing was committed, by the clocks of the two committers. */
  public Duration gap() {
    return Duration.between(lastCommit, firstCommit);
  }

  /** The last restart once {@code run} commits on a snapshot now. */
  static @Nullable Restart now(SnapshotHead parent, String run, Instant now) {
    Snapshot.Writer before = parent.writer();
    boolean first = parent.version() == 1; // Made when the index was, and holds nothing.
    return first || before.run().equals(run)
        ? parent.progress().restart()
        : new Restart(before.run(), parent.committedAt(), run, now);
  }
}
