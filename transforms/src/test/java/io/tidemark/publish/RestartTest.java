package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.whole;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  @TempDir Path folder;
  private ObjectStore store;
  private SnapshotLog log;
  private int objects;

  @BeforeEach
  void create() throws IOException {
    store = ObjectStores.open(folder.toString(), PipelineOptionsFactory.create());
    log = new SnapshotLog(store);
    log.openOrCreate(TestLayers.IDENTITY, new Snapshot.Writer("Test", "creator", "0"), NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_first_run_that_commits_something_restarts_nothing() throws IOException {
    commit("a", 0);
    commit("a", 5);

    assertThat(restart(), is(nullValue()));
  }

  @Test
  void the_gap_is_from_the_last_commit_of_one_run_to_the_first_of_the_next() throws IOException {
    commit("a", 0);
    commit("a", 5);
    commit("b", 8);
    commit("b", 9);

    assertThat(restart(), is(between("a", 5, "b", 8)));
    assertThat(restart().gap(), is(Duration.ofSeconds(3)));
  }

  @Test
  void run_beside_a_live_one_restarts_nothing() throws IOException {
    commit("a", 0);
    commit("b", 10);
    commit("second", 11);
    Restart meanwhile = restart();
    commit("b", 12);
    Restart when = restart();
    commit("second", 13);
    commit("b", 14);

    assertThat(meanwhile, is(between("b", 10, "second", 11)));
    assertThat(when, is(between("a", 0, "b", 10)));
    assertThat(restart(), is(between("a", 0, "b", 10)));
  }

  @Test
  void run_beside_the_first_one_restarts_nothing_either() throws IOException {
    commit("a", 0);
    commit("second", 1);
    commit("a", 2);

    assertThat(restart(), is(nullValue()));
  }

  @Test
  void next_run_goes_on_from_the_last_commit_of_all_before() throws IOException {
    commit("a", 0);
    commit("second", 1);
    commit("a", 2);
    commit("b", 60);

    assertThat(restart(), is(between("a", 2, "b", 60)));
  }

  @Test
  void repair_between_two_runs_does_not_cut_the_gap() throws IOException {
    commit("a", 0);
    repair("r", 20);
    Restart repaired = restart();
    commit("b", 60);

    assertThat(repaired, is(nullValue()));
    assertThat(restart(), is(between("a", 0, "b", 60)));
  }

  @Test
  void runs_are_forgotten_and_the_last_restart_is_not() throws IOException {
    commit("a", 0);
    commit("b", 10);
    for (int i = 0; i < 20; i++) {
      commit("side " + i, 20 + i);
      commit("b", 20 + i);
    }

    assertThat(progress().runs(), hasSize(8));
    assertThat(restart(), is(between("a", 0, "b", 10)));
  }

  @Test
  void index_from_before_runs_were_kept_tells_who_committed_last() {
    SnapshotHead parent = old(7, "a", null);

    List<RunSpan> runs = RunSpan.after(parent, "b", true, NOON.plusSeconds(8));

    assertThat(Restart.last(runs, null), is(between("a", 0, "b", 8)));
  }

  @Test
  void run_of_such_an_index_that_goes_on_keeps_the_restart_before_it() {
    Restart before = between("z", -9, "a", -5);

    List<RunSpan> runs = RunSpan.after(old(7, "a", before), "a", true, NOON.plusSeconds(1));

    assertThat(Restart.last(runs, before), is(before));
  }

  private void commit(String run, int second) throws IOException {
    commit(run, second, "ON_TIME");
  }

  private void repair(String run, int second) throws IOException {
    commit(run, second, "REPAIRED");
  }

  private void commit(String run, int second, String disposition) throws IOException {
    Clock clock = Clock.fixed(NOON.plusSeconds(second), ZoneOffset.UTC);
    Receipts object = whole("object " + objects++).withDisposition(disposition);
    Layer layer =
        Layer.of(
            new LayerWindow(START, END), List.of(), List.of(object.in(0)), List.of(), List.of());
    new Committer(log, Duration.ofHours(1), "Test", run, clock).commit(layer);
  }

  private Progress progress() throws IOException {
    return log.newestHead().orElseThrow().progress();
  }

  private @Nullable Restart restart() throws IOException {
    return progress().restart();
  }

  private static Restart between(String before, int last, String after, int first) {
    return new Restart(before, NOON.plusSeconds(last), after, NOON.plusSeconds(first));
  }

  private static SnapshotHead old(long version, String run, @Nullable Restart restart) {
    Progress none = Progress.NONE;
    Progress progress =
        new Progress(
            none.watermark(),
            none.floor(),
            none.objects(),
            none.pending(),
            none.waiting(),
            none.counted(),
            none.totals(),
            none.openPartitions(),
            none.freshness(),
            none.stopped(),
            restart,
            none.debt(),
            none.debtSince(),
            null);
    return new SnapshotHead(
        SnapshotHead.FORMAT,
        version,
        NOON,
        new Snapshot.Writer("Test", run, "commit"),
        TestLayers.IDENTITY,
        List.of(),
        List.of(),
        progress,
        List.of());
  }
}
