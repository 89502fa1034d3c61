package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.part;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of the log that are damaged at rest or on their way. */
class DamagedLogTest extends FaultyIndex {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);
  private static final IndexIdentity IDENTITY =
      new IndexIdentity(
          new IndexSettings(
              "id",
              "op",
              null,
              List.of(new FieldSettings("body", "body", FieldType.TEXT, "standard", false))),
          "hash",
          4,
          "dt={yyyy-MM-dd}",
          "PT24H",
          "Lucene912");

  private final List<String> told = new ArrayList<>();
  private SnapshotLog log;

  @BeforeEach
  void open() {
    log = new SnapshotLog(store);
  }

  @Test
  void one_garbled_read_is_read_again() throws IOException {
    SnapshotHead second = commit("a");
    plan.on(Operation.GET, SnapshotLog.key(2)).garble();
    plan.on(Operation.GET, "layers/").cutShort(40);

    assertThat(log.newestHead().orElseThrow(), is(second));
    assertThat(log.layer(second.recent().get(0)).id(), is(second.recent().get(0).id()));
  }

  @Test
  void digit_flipped_at_rest_is_told_by_name_and_the_snapshot_before_serves() throws IOException {
    commit("a");
    commit("b");
    flip(SnapshotLog.key(3));

    Snapshot whole = log.newestWhole(damage -> told.add(damage.getMessage())).orElseThrow();

    assertThat(whole.version(), is(2L));
    assertThat(
        told,
        contains(
            allOf(
                containsString("Cannot read snapshot faulty:"),
                containsString(folder + "/snapshots/00000000000000000003.json: it is damaged: its"),
                containsString("SHA-256 is "),
                containsString("Start a run: it goes on from there"))));
    assertThrows(DamagedFileException.class, () -> log.newest());
    assertThrows(DamagedFileException.class, () -> log.at(3));
  }

  @Test
  void snapshot_that_is_gone_or_of_another_version_is_damage() throws IOException {
    commit("a");
    commit("b");
    store.put(SnapshotLog.key(3), store.get(SnapshotLog.key(2)));

    DamagedFileException other = assertThrows(DamagedFileException.class, () -> log.newest());
    store.delete(SnapshotLog.key(3));
    DamagedFileException gone = assertThrows(DamagedFileException.class, () -> log.newest());

    assertThat(other.getMessage(), containsString("it holds version 2"));
    assertThat(gone.getMessage(), containsString("it is gone, and latest.json names it"));
    assertThat(log.newestWhole(damage -> {}).orElseThrow().version(), is(2L));
  }

  @Test
  void store_that_does_not_answer_is_no_damage() throws IOException {
    commit("a");
    plan.on(Operation.GET, SnapshotLog.key(2)).failBefore(Kind.DENIED);

    assertThrows(
        io.tidemark.storage.StoreException.class,
        () -> log.newestWhole(damage -> told.add(damage.getMessage())));

    assertThat(told, is(empty()));
  }

  @Test
  void run_goes_on_from_the_newest_whole_snapshot_and_takes_the_rest_again() throws IOException {
    commit("a");
    SnapshotHead lost = commit("b");
    flip(SnapshotLog.key(3));

    SnapshotHead healed = create();
    SnapshotHead again = commit("b");

    assertThat(healed.version(), is(4L));
    assertThat(healed.progress().objects().keySet(), contains("a"));
    assertThat(
        healed.healed(),
        contains(new Snapshot.Healing(2, 4, CLOCK.instant(), healed.writer().run())));
    assertThat(again.progress().objects().keySet(), contains("a", "b"));
    assertThat(again.recent(), is(lost.recent()));
    assertThat(again.healed(), is(healed.healed()));
    assertThat(again.gaveUpSince(3), is(true));
    assertThat(again.gaveUpSince(4), is(false));
  }

  @Test
  void of_two_runs_that_heal_at_once_one_does() throws IOException {
    commit("a");
    flip(SnapshotLog.key(2));
    plan.on(Operation.PUT_IF_ABSENT, SnapshotLog.key(3)).failAfter(Kind.UNKNOWN);
    assertThrows(IOException.class, this::create);

    SnapshotHead second = create();

    assertThat(second.version(), is(3L));
    assertThat(second.healed(), hasSize(1));
  }

  @Test
  void committer_in_the_middle_of_a_run_never_falls_back() throws IOException {
    commit("a");
    Committer fresh = committer();
    flip(SnapshotLog.key(2));

    DamagedFileException stopped =
        assertThrows(DamagedFileException.class, () -> fresh.commit(layer("b")));

    assertThat(stopped.key(), is(SnapshotLog.key(2)));
    assertThat(log.at(3).isPresent(), is(false));
  }

  @Test
  void damaged_first_version_is_an_empty_index_whatever_was_in_it() throws IOException {
    create();
    flip(SnapshotLog.key(1));

    SnapshotHead healed = create();

    assertThat(healed.version(), is(2L));
    assertThat(healed.progress(), is(Progress.NONE));
  }

  @Test
  void log_without_any_whole_snapshot_stops_a_run_and_stays_as_it_is() throws IOException {
    commit("a");
    flip(SnapshotLog.key(1));
    flip(SnapshotLog.key(2));

    assertThrows(DamagedFileException.class, this::create);
    assertThrows(DamagedFileException.class, () -> log.newestWhole(damage -> {}));
    assertThat(log.at(3).isPresent(), is(false));
  }

  @Test
  void damaged_hint_is_no_more_than_a_hint() throws IOException {
    SnapshotHead newest = commit("a");
    flip("latest.json");

    assertThat(log.newestHead().orElseThrow(), is(newest));
  }

  @Test
  void damaged_layer_file_is_told_and_a_retry_of_its_commit_mends_it() throws IOException {
    LayerRef ref = commit("a").recent().get(0);
    flip(ref.key());

    DamagedFileException damaged = assertThrows(DamagedFileException.class, () -> log.layer(ref));
    log.writeLayer(layer("a"));

    assertThat(damaged.key(), is(ref.key()));
    assertThat(damaged.getMessage(), containsString("rebuild the index from its input"));
    assertThat(log.layer(ref).id(), is(ref.id()));
  }

  @Test
  void layer_file_of_another_layer_is_damage() throws IOException {
    LayerRef a = commit("a").recent().get(0);
    LayerRef b = commit("b").recent().get(1);
    store.put(a.key(), store.get(b.key()));

    DamagedFileException damaged = assertThrows(DamagedFileException.class, () -> log.layer(a));

    assertThat(damaged.getMessage(), containsString("it holds layer " + b.id()));
  }

  @Test
  void newer_format_stops_readers_and_runs_and_is_never_taken_for_damage() throws IOException {
    commit("a");
    byte[] newer = "{\"format\":4,\"layers\":\"elsewhere\"}\n".getBytes(StandardCharsets.UTF_8);
    store.put(SnapshotLog.key(3), newer);

    NewerFormatException refused = assertThrows(NewerFormatException.class, this::create);

    assertThrows(NewerFormatException.class, () -> log.newestWhole(damage -> {}));
    assertThat(refused.getMessage(), containsString("it has format 4, this version of Tidemark"));
    assertThat(log.at(4).isPresent(), is(false));
  }

  private SnapshotHead create() throws IOException {
    String run = UUID.randomUUID().toString();
    return log.openOrCreate(
        IDENTITY, new Snapshot.Writer("Test", run, UUID.randomUUID().toString()), CLOCK.instant());
  }

  private SnapshotHead commit(String object) throws IOException {
    create();
    return committer().commit(layer(object)).snapshot();
  }

  private Committer committer() {
    return new Committer(store, Duration.ofHours(1), "Test", "run", CLOCK);
  }

  private static Layer layer(String object) {
    return Layer.of(new LayerWindow(START, END), List.of(part(0, object)));
  }

  /** Changes one digit or letter in the middle of a file, which stays JSON. */
  private void flip(String key) throws IOException {
    byte[] file = store.get(key);
    String text = new String(file, StandardCharsets.UTF_8);
    int at = text.contains("\"version\":") ? text.indexOf("\"version\":") + 10 : 40;
    file[at] ^= 1;
    store.put(key, file);
  }
}
