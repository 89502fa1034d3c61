package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
  private static final IndexIdentity IDENTITY = CommitterTest.identity(4, "standard");

  @Test
  void the_gap_is_from_the_last_commit_of_one_run_to_the_first_of_the_next() {
    SnapshotHead parent = snapshot(7, "run 1", null);

    Restart restart = Restart.now(parent, "run 2", START.plusSeconds(8));

    assertThat(restart, is(new Restart("run 1", START, "run 2", START.plusSeconds(8))));
    assertThat(restart.gap(), is(Duration.ofSeconds(8)));
  }

  @Test
  void a_run_that_goes_on_keeps_the_restart_before_it() {
    Restart before = new Restart("run 0", START.minusSeconds(9), "run 1", START.minusSeconds(5));

    Restart restart = Restart.now(snapshot(8, "run 1", before), "run 1", START.plusSeconds(1));

    assertThat(restart, is(before));
  }

  @Test
  void the_first_run_that_commits_something_restarts_nothing() {
    SnapshotHead empty = snapshot(1, "run 1", null);

    assertThat(Restart.now(empty, "run 2", START.plusSeconds(1)), is(nullValue()));
  }

  private static SnapshotHead snapshot(long version, String run, @Nullable Restart restart) {
    return new SnapshotHead(
        SnapshotHead.FORMAT,
        version,
        START,
        new Snapshot.Writer("Test", run, "commit"),
        IDENTITY,
        List.of(),
        List.of(),
        Progress.NONE.with(Freshness.NONE, restart),
        List.of());
  }
}
