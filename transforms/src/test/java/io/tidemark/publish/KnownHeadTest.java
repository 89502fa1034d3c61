package io.tidemark.publish;

import static io.tidemark.publish.TestLayers.committer;
import static io.tidemark.publish.TestLayers.create;
import static io.tidemark.publish.TestLayers.ids;
import static io.tidemark.publish.TestLayers.layer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who was handed a snapshot reads it no more, and finds what is newer however old it has become.
 */
class KnownHeadTest extends FaultyIndex {
  private SnapshotLog log;

  @BeforeEach
  void open() {
    log = new SnapshotLog(store);
  }

  @Test
  void newest_that_was_handed_on_is_not_read() throws IOException {
    KnownHead known = commit(0, 3);
    plan.clear();

    SnapshotHead newest = log.newestHeadFrom(known).orElseThrow();
    SnapshotHead next = committer(log).knowing(known).commit(layer(3)).snapshot();

    assertThat(newest.version(), is(4L));
    assertThat(next.version(), is(5L));
    assertThat(plan.keys(Operation.GET), is(empty()));
    assertThat(plan.keys(Operation.LIST), contains("snapshots/", "snapshots/"));
    assertThat(log.newestHead().orElseThrow(), is(next));
  }

  @Test
  void newer_one_is_found_and_read_alone() throws IOException {
    KnownHead known = commit(0, 3);
    commit(3, 10);
    plan.clear();

    SnapshotHead newest = log.newestHeadFrom(known).orElseThrow();

    assertThat(newest.version(), is(11L));
    assertThat(plan.keys(Operation.GET), contains(SnapshotLog.key(11)));
    assertThat(plan.calls(Operation.LIST), is(1));
  }

  @Test
  void one_that_has_become_old_costs_no_more_than_knowing_none() throws IOException {
    KnownHead known = commit(0, 1);
    commit(1, 300);
    plan.clear();

    SnapshotHead newest = log.newestHeadFrom(known).orElseThrow();

    assertThat(newest.version(), is(301L));
    assertThat(plan.keys(Operation.GET), contains("latest.json", SnapshotLog.key(301)));
    assertThat(plan.calls(Operation.LIST), is(2));
  }

  @Test
  void one_of_an_index_that_was_replaced_since_is_forgotten() throws IOException {
    KnownHead known = commit(0, 5);
    for (StoredObject file : store.list("", "", ObjectStore.MAX_LIST)) {
      store.delete(file.key());
    }
    IOException gone = assertThrows(IOException.class, () -> log.newestHeadFrom(known));
    SnapshotHead other = commit(7, 8).head().orElseThrow();

    SnapshotHead newest = log.newestHeadFrom(known).orElseThrow();

    assertThat(gone.getMessage(), containsString("it has gone"));
    assertThat(newest, is(other));
    assertThat(newest.version(), is(2L));
  }

  @Test
  void version_lost_to_another_is_read_and_nothing_else() throws IOException {
    KnownHead known = commit(0, 2);
    Committer late = committer(log).knowing(known);
    late.commit(layer(2));
    committer(log).commit(layer(3));
    plan.clear();

    SnapshotHead next = late.commit(layer(4)).snapshot();

    assertThat(next.version(), is(6L));
    assertThat(plan.keys(Operation.GET), contains(SnapshotLog.key(5)));
    assertThat(ids(log.newest().orElseThrow()), is(ids(log.at(6).orElseThrow())));
  }

  @Test
  void it_travels_whole_and_small_unless_it_is_large() throws IOException {
    commit(0, 400);
    SnapshotHead head = log.newestHead().orElseThrow();
    KnownHead known = KnownHead.of(head);

    KnownHead arrived = SerializableUtils.clone(known);

    assertThat(arrived.head().orElseThrow(), is(head));
    assertThat(SerializableUtils.serializeToByteArray(known).length, is(lessThan(20_000)));
    assertThat(arrived.versionOnly().version(), is(401L));
    assertThat(arrived.versionOnly().head().isPresent(), is(false));
    assertThat(KnownHead.of(large(head)).head().isPresent(), is(false));
    assertThat(KnownHead.of(large(head)).version(), is(401L));
  }

  /** With so many objects in the horizon that it does not fit into a message. */
  private static SnapshotHead large(SnapshotHead head) {
    Random random = new Random(1);
    TreeMap<String, Progress.CommittedObject> objects = new TreeMap<>();
    for (int i = 0; i < 100_000; i++) {
      String etag = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      objects.put("object-" + i, new Progress.CommittedObject(etag, Receipts.END, "", null));
    }
    Progress none = Progress.NONE;
    Progress progress =
        new Progress(
            none.watermark(),
            none.floor(),
            objects,
            none.pending(),
            none.waiting(),
            none.counted(),
            none.totals(),
            none.openPartitions(),
            none.freshness(),
            none.stopped(),
            none.restart(),
            none.debt(),
            none.debtSince(),
            none.runs());
    return new SnapshotHead(
        head.format(),
        head.version(),
        head.committedAt(),
        head.writer(),
        head.index(),
        head.rolls(),
        head.recent(),
        progress,
        head.healed());
  }

  private KnownHead commit(int from, int to) throws IOException {
    create(log);
    Committer committer = committer(log);
    SnapshotHead last = null;
    for (int i = from; i < to; i++) {
      last = committer.commit(layer(i)).snapshot();
    }
    return KnownHead.of(Objects.requireNonNull(last));
  }
}
