package io.tidemark.publish;

import static io.tidemark.publish.TestLayers.committer;
import static io.tidemark.publish.TestLayers.create;
import static io.tidemark.publish.TestLayers.layer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.FaultPlan.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand versions, and a file that most of them list is damaged. */
class WholeSnapshotsTest extends FaultyIndex {
  private static final long NEWEST = 10_000;
  private static final long FIRST_BROKEN = 3_000;

  private final List<String> told = new ArrayList<>();
  private SnapshotLog log;
  private String roll;

  @BeforeEach
  void make() throws IOException {
    log = new SnapshotLog(store, 2);
    create(log);
    for (int i = 0; i < 4; i++) {
      committer(log).commit(layer(i));
    }
    SnapshotHead before = log.headAt(4).orElseThrow();
    SnapshotHead rolled = log.headAt(5).orElseThrow();
    roll = rolled.rolls().get(0).key();
    for (long version = 5; version <= NEWEST; version++) {
      write(version, version < FIRST_BROKEN ? before : rolled);
    }
    hint(NEWEST);
    store.put(roll, new byte[] {'?'});
    plan.clear();
  }

  @Test
  void version_before_a_damaged_list_of_layers_is_found_however_far_back() throws IOException {
    Snapshot whole = log.newestWhole(damage -> told.add(damage.key())).orElseThrow();

    assertThat(whole.version(), is(FIRST_BROKEN - 1));
    assertThat(told, contains(roll));
    assertThat(plan.calls(Operation.GET), is(lessThan(40)));
    assertThat(plan.calls(Operation.LIST), is(2));
  }

  @Test
  void one_who_follows_searches_once() throws IOException {
    WholeSnapshots followed = new WholeSnapshots(log, damage -> told.add(damage.key()));
    Snapshot whole = followed.newest().orElseThrow();
    plan.clear();

    assertThat(followed.newest().orElseThrow(), is(whole));
    assertThat(
        plan.keys(Operation.GET),
        contains("latest.json", SnapshotLog.key(NEWEST), roll, roll, roll));
    assertThat(plan.calls(Operation.LIST), is(1));

    write(NEWEST + 1, log.headAt(NEWEST).orElseThrow());
    plan.clear();
    assertThat(followed.newest().orElseThrow(), is(whole));
    assertThat(plan.calls().size(), is(6));
  }

  @Test
  void search_ends_with_the_oldest_version_there_is() throws IOException {
    for (long version = 1; version < FIRST_BROKEN; version++) {
      Files.delete(folder.resolve(SnapshotLog.key(version)));
    }

    assertThrows(DamagedFileException.class, () -> log.newestWhole(damage -> {}));

    assertThat(plan.calls(Operation.GET), is(lessThan(40)));
    assertThat(plan.calls(Operation.LIST), is(2));
  }

  @Test
  void heads_fall_back_over_their_own_damage_alone() throws IOException {
    for (long version = NEWEST; version > NEWEST - 20; version--) {
      Files.write(folder.resolve(SnapshotLog.key(version)), new byte[] {'?'});
    }

    SnapshotHead whole = log.newestWholeHead(damage -> told.add(damage.key())).orElseThrow();

    assertThat(whole.version(), is(NEWEST - 20));
    assertThat(told, is(not(empty())));
  }

  /** Another version with the same content. */
  private void write(long version, SnapshotHead content) throws IOException {
    SnapshotHead head =
        new SnapshotHead(
            content.format(),
            version,
            content.committedAt(),
            content.writer(),
            content.index(),
            content.rolls(),
            content.recent(),
            content.progress(),
            content.healed());
    Files.write(folder.resolve(SnapshotLog.key(version)), SealedJson.write(head));
  }

  private void hint(long version) throws IOException {
    Files.write(folder.resolve("latest.json"), SealedJson.write(new SnapshotLog.Latest(version)));
  }
}
