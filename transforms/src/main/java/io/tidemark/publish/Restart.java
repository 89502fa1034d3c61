package io.tidemark.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /**
   * The last restart there was: a run went on whose first commit came after all commits of those
   * before it. One that commits beside another restarts nothing, which shows when the other commits
   * again.
   *
   * @param runs that committed last
   * @param before the last restart as it was, for one that those tell nothing of
   */
  static @Nullable Restart last(List<RunSpan> runs, @Nullable Restart before) {
    Restart found = null;
    RunSpan latest = null;
    for (RunSpan run : RunSpan.inOrder(runs)) {
      if (latest != null && run.first() > latest.last()) {
        found = new Restart(latest.run(), latest.lastCommit(), run.run(), run.firstCommit());
      }
      latest = latest == null || run.last() > latest.last() ? run : latest;
    }
    if (found == null && before != null) {
      boolean known = runs.stream().anyMatch(run -> run.run().equals(before.before()));
      return known ? null : before;
    }
    return found;
  }
}
