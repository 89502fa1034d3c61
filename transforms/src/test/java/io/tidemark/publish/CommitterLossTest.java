package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who meets commits of another run tells of it, whether it lost a version to it or not. */
class CommitterLossTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @TempDir Path folder;
  private ObjectStore store;
  private Committer loser;

  @BeforeEach
  void open() throws IOException {
    System.setErr(new PrintStream(told, true, UTF_8));
    store = ObjectStores.open(folder.toString(), PipelineOptionsFactory.create());
    IndexIdentity identity =
        new IndexIdentity(
            new IndexSettings("id", "op", null, List.of()), "hash", 1, "{yyyy}", "PT10M", "codec");
    new SnapshotLog(store)
        .openOrCreate(identity, new Snapshot.Writer("Test", "first", "0"), CLOCK.instant());
    loser = committer("ours");
    loser.commit(layer("a")); // Version 2; the next it tries is 3.
  }

  @AfterEach
  void close() {
    System.setErr(err);
    store.close();
  }

  @Test
  void a_version_lost_to_another_run_is_told() throws IOException {
    committer("theirs").commit(layer("b"));

    Commit commit = loser.commit(layer("c"));

    assertThat(commit.snapshot().version(), is(4L));
    assertThat(
        told(),
        containsString(
            "Run theirs on Test also writes to " + folder + ": it committed version 3 "));
  }

  @Test
  void it_is_told_though_a_worker_of_our_own_was_the_last_to_commit() throws IOException {
    committer("theirs").commit(layer("b"));
    committer("ours").commit(layer("c"));

    Commit commit = loser.commit(layer("d"));

    assertThat(commit.snapshot().version(), is(5L));
    assertThat(
        told(),
        containsString(
            "Run theirs on Test also writes to " + folder + ": it committed version 3 "));
  }

  @Test
  void a_version_lost_to_a_worker_of_our_own_is_not_told() throws IOException {
    committer("ours").commit(layer("b"));
    committer("theirs").commit(layer("c"));

    loser.commit(layer("d"));

    assertThat(told(), not(containsString("it committed version 3")));
  }

  @Test
  void another_run_that_commits_in_turn_is_told_once_though_no_version_is_lost()
      throws IOException {
    KnownHead start = KnownHead.of(new SnapshotLog(store).newestHead().orElseThrow());

    committer("theirs").commit(layer("b"));
    committer("ours").knowing(start).commit(layer("c"));
    committer("theirs").commit(layer("d"));
    committer("ours").knowing(start.versionOnly()).commit(layer("e"));
    committer("third").commit(layer("f"));
    committer("ours").knowing(start.versionOnly()).commit(layer("g"));

    assertThat(
        told().lines().filter(line -> line.contains("also writes to")).toList(),
        contains(
            containsString("Run theirs on Test also writes to " + folder + ": it committed"),
            containsString("Run third on Test also writes to " + folder + ": it committed")));
  }

  @Test
  void another_run_that_has_committed_all_there_is_to_commit_is_told() throws IOException {
    KnownHead start = KnownHead.of(new SnapshotLog(store).newestHead().orElseThrow());
    committer("theirs").commit(layer("b"));

    Commit commit = committer("ours").knowing(start).commit(layer("b"));

    assertThat(commit.first(), is(false));
    assertThat(told(), containsString("Run theirs on Test also writes to " + folder));
  }

  @Test
  void run_that_has_ended_before_this_one_started_is_not_told() throws IOException {
    committer("theirs").commit(layer("b"));
    KnownHead start = KnownHead.of(new SnapshotLog(store).newestHead().orElseThrow());

    committer("ours").knowing(start).commit(layer("c"));

    assertThat(told(), not(containsString("also writes to")));
  }

  private String told() {
    return told.toString(UTF_8);
  }

  private Committer committer(String run) {
    return new Committer(store, Duration.ofHours(1), "Test", run, CLOCK);
  }

  private static Layer layer(String object) {
    return Layer.of(new LayerWindow(START, END), List.of(part(0, object)));
  }
}
