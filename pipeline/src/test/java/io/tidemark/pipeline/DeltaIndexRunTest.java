package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.acceptance.SnapshotFiles;
import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run ends that was asked to stop, or that others keep from its work. */
final class DeltaIndexRunTest {
  private static final String RUN = "r1";
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LAST_WORK = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final ScriptedExecution execution = new ScriptedExecution();

  @Test
  void run_that_is_asked_to_stop_is_done_when_the_log_says_so() throws IOException {
    execution.doing(since -> commit(since, MINUTE.plusSeconds(5), RUN));

    endless(run -> run.askToStop());

    assertThat(execution.time(), is(MINUTE.plusSeconds(5)));
    assertThat(Files.exists(folder.resolve("stop/r1.json")), is(false));
  }

  @Test
  void run_whose_last_commit_hangs_is_ended_after_two_minutes_and_fails() {
    UnfinishedRunException left =
        assertThrows(UnfinishedRunException.class, () -> endless(run -> run.askToStop()));

    assertThat(
        left.getMessage(), allOf(containsString("not done after PT2M"), containsString("again")));
    assertThat(execution.time(), is(lessThanOrEqualTo(MINUTE.plus(LAST_WORK).plusSeconds(2))));
    assertThat(execution.patience(), is(Duration.ofSeconds(20)));
  }

  @Test
  void so_is_one_that_is_asked_from_elsewhere() {
    execution.doing(since -> ask(since));

    assertThrows(UnfinishedRunException.class, () -> endless(run -> {}));

    assertThat(execution.time(), is(greaterThan(MINUTE.plus(LAST_WORK))));
    assertThat(execution.time(), is(lessThanOrEqualTo(MINUTE.plus(LAST_WORK).plusSeconds(12))));
  }

  @Test
  void markers_are_looked_for_with_one_request_in_five_seconds() throws IOException {
    FaultPlan plan = FaultPlan.named("looks");
    execution.endingAfter(Duration.ofMinutes(5));

    run(plan.uri(folder.toString()), List.of("--until=now"), run -> {});

    assertThat(plan.keys(Operation.HEAD).size(), is(2 * 29 + 1));
  }

  @Test
  void run_whose_time_is_up_asks_itself() throws IOException {
    execution.doing(since -> commit(since, MINUTE.plusSeconds(30), RUN));

    run(folder.toString(), List.of("--runFor=1m"), run -> {});

    assertThat(execution.time(), is(MINUTE.plusSeconds(30)));
  }

  @Test
  void run_that_cannot_be_asked_is_stopped_where_it_is_and_fails() {
    FaultPlan plan = FaultPlan.named("deaf");
    plan.on(Operation.PUT, "stop/").failBefore(Kind.DENIED);

    UnfinishedRunException left =
        assertThrows(
            UnfinishedRunException.class,
            () -> run(plan.uri(folder.toString()), List.of(), run -> run.askToStop()));

    assertThat(left.getMessage(), containsString("cannot be asked to stop"));
    assertThat(execution.patience(), is(LAST_WORK));
  }

  @Test
  void so_does_one_whose_output_is_out_of_reach_from_then_on() {
    FaultPlan plan = FaultPlan.named("outage");

    UnfinishedRunException left =
        assertThrows(
            UnfinishedRunException.class,
            () ->
                run(
                    plan.uri(folder.toString()),
                    List.of(),
                    run -> {
                      run.askToStop();
                      plan.on(Operation.LIST).everyCall().failBefore(Kind.UNREACHABLE);
                    }));

    assertThat(left.getMessage(), containsString("not done after PT2M"));
  }

  @Test
  void endless_run_that_stopped_and_did_not_commit_all_fails() {
    execution.doing(since -> ask(since)).endingAfter(MINUTE.plusSeconds(2));

    UnfinishedRunException left =
        assertThrows(UnfinishedRunException.class, () -> endless(run -> {}));

    assertThat(left.getMessage(), containsString("does not tell that all is done"));
  }

  @Test
  void two_runs_that_stop_at_once_are_both_done() throws IOException {
    execution
        .doing(
            since -> {
              ask(since);
              commit(since, MINUTE, RUN);
              commit(since, MINUTE, "r2");
            })
        .endingAfter(MINUTE);

    endless(run -> {});

    assertThat(execution.time(), is(MINUTE));
  }

  @Test
  void bounded_run_that_ends_by_itself_while_it_is_asked_is_done() throws IOException {
    execution.endingAfter(MINUTE.plusSeconds(1));

    run(folder.toString(), List.of("--until=now"), run -> run.askToStop());

    assertThat(execution.patience(), is(nullValue()));
  }

  @Test
  void run_whose_engine_dropped_elements_fails() {
    execution.endingAfter(MINUTE).dropping(3);

    UnfinishedRunException left =
        assertThrows(
            UnfinishedRunException.class,
            () -> run(folder.toString(), List.of("--until=now"), run -> {}));

    assertThat(left.getMessage(), containsString("dropped 3 elements as late"));
  }

  @Test
  void run_that_is_stopped_where_it_is_does_not_fail() throws IOException {
    endless(run -> run.stop());

    assertThat(execution.time(), is(MINUTE));
    assertThat(execution.patience(), is(LAST_WORK));
  }

  @Test
  void damaged_newest_snapshot_ends_the_run_by_its_name() {
    execution.doing(since -> damage(since));

    DamagedFileException damage =
        assertThrows(DamagedFileException.class, () -> endless(run -> {}));

    assertThat(damage.key(), is("snapshots/00000000000000000002.json"));
    assertThat(execution.time(), is(MINUTE));
    assertThat(execution.patience(), is(LAST_WORK));
  }

  private interface Doing {
    void with(DeltaIndexRun run) throws IOException;
  }

  private void endless(Doing afterOneMinute) throws IOException {
    run(folder.toString(), List.of(), afterOneMinute);
  }

  /** Runs, and does something when a minute has passed. */
  private void run(String output, List<String> options, Doing afterOneMinute) throws IOException {
    List<String> all = new ArrayList<>(List.of("--input=in", "--output=out", "--index=index.yaml"));
    all.addAll(options);
    RunPlan plan = RunPlan.of(OptionParser.parse(all));
    ObjectStore store = ObjectStores.open(output, OptionParser.parse(List.of()));
    SnapshotHead first = create(store);
    StopMarkers markers = new StopMarkers(store);
    PlannedStop stop = new PlannedStop(plan, RUN, markers, markers.any(), execution.instant());
    EngineSession session = new EngineSession() {};
    try (DeltaIndexRun run = new DeltaIndexRun(store, first, session, execution, execution, stop)) {
      run.await(
          TICK,
          progress -> {
            if (execution.time().equals(MINUTE)) {
              assertDoesNotThrow(() -> afterOneMinute.with(run));
            }
          });
    }
  }

  private static SnapshotHead create(ObjectStore store) throws IOException {
    IndexSettings settings = IndexYaml.parse("fields: {title: {type: text}}", "index.yaml");
    IndexIdentity identity =
        new IndexIdentity(settings, settings.hash(), 2, "{yyyyMMdd}", "P1D", "Codec");
    var writer = new Snapshot.Writer("Test", RUN, "commit");
    return new SnapshotLog(store).openOrCreate(identity, writer, new ScriptedExecution().instant());
  }

  /** Another process asks every run, after one minute. */
  private void ask(Duration since) throws IOException {
    if (since.equals(MINUTE)) {
      Files.writeString(folder.resolve("stop.json"), "{}");
    }
  }

  /** A commit after which a run has stopped with all it found committed. */
  private void commit(Duration since, Duration when, String stopped) throws IOException {
    if (since.equals(when)) {
      SnapshotFiles files = new SnapshotFiles(folder);
      long newest = Files.exists(file(2)) ? 2 : 1;
      ObjectNode snapshot = files.read(newest);
      ((ObjectNode) snapshot.get("progress")).put("stopped", stopped);
      files.write(snapshot, newest + 1);
    }
  }

  private void damage(Duration since) throws IOException {
    if (since.equals(MINUTE)) {
      commit(since, MINUTE, RUN);
      Files.writeString(file(2), "{}");
    }
  }

  private Path file(long version) {
    return folder.resolve("snapshots").resolve("0000000000000000000" + version + ".json");
  }
}
