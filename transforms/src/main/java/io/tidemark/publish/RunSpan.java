package io.tidemark.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The commits of a run, from its first to its last so far. Versions tell the order, whatever the
 * clocks say.
 *
 * @param run id of the run
 * @param first version it committed
 * @param firstCommit when it did so
 * @param last version it committed
 * @param lastCommit when it did so
 */
public record RunSpan(String run, long first, Instant firstCommit, long last, Instant lastCommit) {
  /** Runs that are remembered: there are seldom two at a time. */
  private static final int KEPT = 8;

  /**
   * The runs that committed last, once {@code run} commits on a snapshot now, last one last.
   *
   * @param news whether it commits more than repairs: a run that does nothing else is not
   *     remembered, for it takes over from nobody
   */
  static List<RunSpan> after(SnapshotHead parent, String run, boolean news, Instant now) {
    List<RunSpan> before = known(parent);
    long version = parent.version() + 1;
    List<RunSpan> others = new ArrayList<>();
    RunSpan mine = new RunSpan(run, version, now, version, now);
    boolean seen = false;
    for (RunSpan span : before) {
      if (span.run().equals(run)) {
        mine = new RunSpan(run, span.first(), span.firstCommit(), version, now);
        seen = true;
      } else {
        others.add(span);
      }
    }
    if (!seen && !news) {
      return before;
    }
    others.add(mine);
    if (others.size() > KEPT) {
      others.remove(leastTelling(others));
    }
    return others;
  }

  /** One that ran beside another all the time; else the oldest. */
  private static RunSpan leastTelling(List<RunSpan> runs) {
    return runs.stream()
        .filter(run -> runs.stream().anyMatch(other -> other.encloses(run)))
        .findFirst()
        .orElse(runs.get(0));
  }

  private boolean encloses(RunSpan other) {
    return first < other.first && other.last < last;
  }

  /** An index from before they were kept tells who committed last; the first version is empty. */
  private static List<RunSpan> known(SnapshotHead parent) {
    List<RunSpan> known = parent.progress().runs();
    if (!known.isEmpty() || parent.version() == 1) {
      return known;
    }
    Instant at = parent.committedAt();
    return List.of(new RunSpan(parent.writer().run(), parent.version(), at, parent.version(), at));
  }

  /** In the order of their first commits. */
  static List<RunSpan> inOrder(List<RunSpan> runs) {
    return runs.stream().sorted(Comparator.comparingLong(RunSpan::first)).toList();
  }
}
