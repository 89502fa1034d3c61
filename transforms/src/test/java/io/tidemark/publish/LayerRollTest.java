package io.tidemark.publish;

import static io.tidemark.publish.TestLayers.committer;
import static io.tidemark.publish.TestLayers.create;
import static io.tidemark.publish.TestLayers.id;
import static io.tidemark.publish.TestLayers.ids;
import static io.tidemark.publish.TestLayers.layer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Snapshots whose older layers are listed in files of their own. */
class LayerRollTest extends FaultyIndex {
  private static final int NEVER = Integer.MAX_VALUE / 2;

  @Test
  void every_version_has_all_layers_however_many_and_its_file_stays_small() throws IOException {
    int layers = 1100;
    List<String> all = IntStream.range(0, layers).mapToObj(TestLayers::id).toList();

    commit(new SnapshotLog(store), 0, layers);

    SnapshotLog reader = new SnapshotLog(store);
    for (int i = 0; i <= layers; i++) {
      assertThat(ids(reader.at(i + 1).orElseThrow()), is(all.subList(0, i)));
      assertThat(store.get(SnapshotLog.key(i + 1)).length, is(lessThan(150_000)));
    }
    SnapshotHead newest = reader.newestHead().orElseThrow();
    assertThat(newest.rolls().stream().map(LayerRoll::layers).toList(), contains(256, 256, 256));
    assertThat(newest.recent(), hasSize(layers - 3 * 256));
    assertThat(
        plan.keys(Operation.GET).stream().filter(LayerRollTest::isRoll).toList(), hasSize(3));
  }

  @Test
  void roll_is_listed_with_what_is_in_it() throws IOException {
    commit(new SnapshotLog(store, 4), 0, 8);

    SnapshotHead newest = new SnapshotLog(store).newestHead().orElseThrow();

    String key = rolls().get(0);
    assertThat(
        newest.rolls(),
        contains(
            new LayerRoll(
                key.substring("rolls/".length(), key.length() - ".json".length()),
                key,
                4,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:04:00Z"),
                40,
                4)));
    assertThat(newest.recent(), hasSize(4));
  }

  @Test
  void committers_read_no_roll() throws IOException {
    commit(new SnapshotLog(store, 2), 0, 20);
    plan.clear();

    SnapshotLog log = new SnapshotLog(store, 2);
    create(log);
    committer(log).commit(layer(20));

    assertThat(
        plan.keys(Operation.GET).stream().filter(LayerRollTest::isRoll).toList(), is(empty()));
  }

  @Test
  void layer_that_comes_again_after_it_was_rolled_up_is_one_layer_to_readers() throws IOException {
    SnapshotLog log = new SnapshotLog(store, 2);
    commit(log, 0, 8);
    List<String> before = ids(log.newest().orElseThrow());

    for (int i = 0; i < 5; i++) {
      committer(log).commit(layer(0));
      committer(log).commit(layer(i));
    }

    assertThat(ids(log.newest().orElseThrow()), is(before));
  }

  @Test
  void snapshot_of_before_there_were_rolls_is_read_and_rolled_up_by_the_next_commit()
      throws IOException {
    commit(new SnapshotLog(store, NEVER), 0, 21);
    String key = SnapshotLog.key(22);
    String file = new String(store.get(key), StandardCharsets.UTF_8);
    String older =
        file.replace("\"format\":3,", "\"format\":1,")
            .replace("\"rolls\":[],", "")
            .replaceFirst(",\"sha256\":\"[0-9a-f]*\"}\n$", "}\n");
    store.put(key, older.getBytes(StandardCharsets.UTF_8));

    List<String> read = ids(new SnapshotLog(store, 4).newest().orElseThrow());
    commit(new SnapshotLog(store, 4), 21, 22);

    Snapshot next = new SnapshotLog(store).newest().orElseThrow();
    assertThat(read, is(IntStream.range(0, 21).mapToObj(TestLayers::id).toList()));
    assertThat(ids(next), is(IntStream.range(0, 22).mapToObj(TestLayers::id).toList()));
    assertThat(next.format(), is(3));
    assertThat(rolls(), hasSize(4));
  }

  @Test
  void damaged_roll_is_told_by_name_and_the_version_before_it_serves() throws IOException {
    commit(new SnapshotLog(store, 4), 0, 9);
    String roll = rolls().get(0);
    byte[] file = store.get(roll);
    file[100] ^= 1;
    store.put(roll, file);

    List<String> told = new ArrayList<>();
    SnapshotLog reader = new SnapshotLog(store, 4);
    DamagedFileException damaged = assertThrows(DamagedFileException.class, reader::newest);
    Snapshot whole = reader.newestWhole(damage -> told.add(damage.key())).orElseThrow();
    commit(new SnapshotLog(store, 4), 9, 10);
    store.delete(roll);
    DamagedFileException gone = assertThrows(DamagedFileException.class, reader::newest);

    assertThat(damaged.key(), is(roll));
    assertThat(damaged.getMessage(), containsString("Runs go on without it"));
    assertThat(gone.getMessage(), containsString(roll + ": it is not there"));
    assertThat(whole.version(), is(8L));
    assertThat(told, contains(roll));
    assertThat(reader.newestWholeHead(damage -> {}).orElseThrow().version(), is(11L));
  }

  @Test
  void roll_that_holds_another_is_damage() throws IOException {
    commit(new SnapshotLog(store, 2), 0, 6);
    List<LayerRoll> listed = new SnapshotLog(store).newestHead().orElseThrow().rolls();
    store.put(listed.get(0).key(), store.get(listed.get(1).key()));

    DamagedFileException damaged =
        assertThrows(DamagedFileException.class, () -> new SnapshotLog(store).newest());

    assertThat(damaged.getMessage(), containsString("it holds list " + listed.get(1).id()));
  }

  @Test
  void commit_that_dies_between_roll_and_snapshot_is_made_again_and_mends_the_roll()
      throws IOException {
    SnapshotLog log = new SnapshotLog(store, 4);
    commit(log, 0, 7);
    plan.on(Operation.PUT_IF_ABSENT, SnapshotLog.key(9)).failBefore(Kind.DENIED);
    assertThrows(IOException.class, () -> committer(log).commit(layer(7)));
    List<String> orphan = rolls();
    store.put(orphan.get(0), new byte[] {'?'});
    long before = log.newest().orElseThrow().version();

    committer(log).commit(layer(7));

    assertThat(before, is(8L));
    assertThat(rolls(), is(orphan));
    assertThat(ids(new SnapshotLog(store).newest().orElseThrow()), hasSize(8));
  }

  @Test
  void commit_that_cannot_write_its_roll_shows_nothing() throws IOException {
    SnapshotLog log = new SnapshotLog(store, 4);
    commit(log, 0, 7);
    plan.on(Operation.PUT_IF_ABSENT, "rolls/").failBefore(Kind.DENIED);

    assertThrows(IOException.class, () -> committer(log).commit(layer(7)));

    assertThat(log.newest().orElseThrow().version(), is(8L));
  }

  @Test
  void log_that_goes_on_without_a_damaged_snapshot_keeps_the_layers_before_it() throws IOException {
    SnapshotLog log = new SnapshotLog(store, 4);
    commit(log, 0, 13);
    store.put(SnapshotLog.key(14), new byte[] {'?'});

    SnapshotHead healed = create(log);
    commit(log, 12, 30);

    assertThat(healed.version(), is(15L));
    assertThat(
        ids(new SnapshotLog(store).newest().orElseThrow()),
        is(IntStream.range(0, 30).mapToObj(TestLayers::id).toList()));
  }

  @Test
  void writers_that_roll_up_side_by_side_lose_no_layer() throws Exception {
    create(new SnapshotLog(store, 2));
    int writers = 4;
    int each = 10;

    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int first = w / 2 * each; // Two writers have the same layers.
        Callable<Void> writer =
            () -> {
              commit(new SnapshotLog(store, 2), first, first + each);
              return null;
            };
        running.add(pool.submit(writer));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(
        ids(new SnapshotLog(store).newest().orElseThrow()),
        containsInAnyOrder(IntStream.range(0, writers / 2 * each).mapToObj(n -> id(n)).toArray()));
  }

  private void commit(SnapshotLog log, int from, int to) throws IOException {
    create(log);
    Committer committer = committer(log);
    for (int i = from; i < to; i++) {
      committer.commit(layer(i));
    }
  }

  private List<String> rolls() throws IOException {
    return store.list("rolls/", "", 1000).stream().map(StoredObject::key).toList();
  }

  private static boolean isRoll(String key) {
    return key.startsWith("rolls/");
  }
}
