package io.tidemark.deltas;

import static io.tidemark.deltas.Batches.BODY;
import static io.tidemark.deltas.Batches.EXACT;
import static io.tidemark.deltas.Batches.PARTITION;
import static io.tidemark.deltas.Batches.TAGS;
import static io.tidemark.deltas.Batches.batch;
import static io.tidemark.deltas.Batches.delete;
import static io.tidemark.deltas.Batches.invert;
import static io.tidemark.deltas.Batches.inverter;
import static io.tidemark.deltas.Batches.text;
import static io.tidemark.deltas.Batches.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InverterEvidenceTest {

  @Test
  void every_shard_touched_gets_its_documents_and_the_receipt() {
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      changes.add(upsert("id" + i, 1, text(BODY, "w" + i)));
    }
    changes.add(delete("id0", 2));
    changes.add(delete("id0", 3));
    Reject reject = new Reject("a.jsonl", 3, 99, "not JSON", "{");

    SortedMap<Integer, PostingDelta> deltas = inverter(4).invert(batch("a.jsonl", changes, reject));

    Set<Integer> touched = new TreeSet<>();
    changes.forEach(change -> touched.add(Shards.of(change.id(), 4)));
    Receipt receipt =
        new Receipt(
            "a.jsonl",
            "etag",
            1000,
            PARTITION.start(),
            PARTITION.end(),
            "ON_TIME",
            0,
            1,
            0,
            true,
            9,
            1,
            2,
            List.copyOf(touched),
            new Receipt.Times(Batches.STORED, Batches.DISCOVERED));
    assertThat(deltas.keySet(), is(touched));
    deltas.forEach(
        (shard, delta) -> {
          assertThat(delta.receipts(), contains(receipt));
          assertThat(ids(delta), is(idsOf(shard, changes)));
          assertThat(delta.rejects(), hasSize(shard.equals(deltas.firstKey()) ? 1 : 0));
        });
  }

  @Test
  void rejects_ride_as_json_with_the_lowest_shard_touched() {
    Reject quoted = new Reject("a.jsonl", 3, 99, "not JSON", "{\"é\n");
    Reject whole = new Reject("a.jsonl", 0, -1, "gone", "");

    PostingDelta delta = invert(batch("a.jsonl", List.of(upsert("a", 1)), quoted, whole, whole));

    assertThat(
        delta.rejects(),
        contains(
            "{\"object\":\"a.jsonl\",\"line\":0,\"offset\":-1,\"reason\":\"gone\",\"excerpt\":\"\"}",
            "{\"object\":\"a.jsonl\",\"line\":3,\"offset\":99,\"reason\":\"not JSON\","
                + "\"excerpt\":\"{\\\"é\\n\"}"));
  }

  @Test
  void a_piece_without_changes_gives_shard_0_its_receipt() {
    SortedMap<Integer, PostingDelta> deltas = inverter(4).invert(batch("a.jsonl", List.of()));

    PostingDelta delta = deltas.values().iterator().next();
    assertThat(deltas.keySet(), contains(0));
    assertThat(delta.documentCount(), is(0));
    assertThat(delta.receipts().get(0).shards(), contains(0));
    assertThat(delta.closings(), empty());
  }

  @Test
  void a_closing_gives_shard_0_its_evidence_and_nothing_else() {
    SortedMap<Integer, PostingDelta> deltas = inverter(4).invert(ChangeBatch.of(Batches.closed()));

    PostingDelta delta = deltas.values().iterator().next();
    assertThat(deltas.keySet(), contains(0));
    assertThat(delta.receipts(), empty());
    assertThat(
        delta.closings(),
        contains(
            "{\"partition\":{\"start\":\"2026-05-04T18:30:00Z\",\"end\":\"2026-05-04T18:35:00Z\"},"
                + "\"late\":false,\"objects\":3,\"polls\":4,"
                + "\"firstSeen\":\"2026-05-04T18:30:01Z\",\"lastChange\":\"2026-05-04T18:30:02Z\","
                + "\"closedAt\":\"2026-05-04T18:35:03Z\","
                + "\"reason\":\"its listing did not change for 2 s\","
                + "\"eventTime\":\"2026-05-04T18:34:59.999Z\","
                + "\"watermark\":\"2026-05-04T18:35:00Z\",\"open\":2,\"id\":\"0123456789abcdef\","
                + "\"follows\":{\"id\":\"fedcba9876543210\","
                + "\"watermark\":\"2026-05-04T18:30:00Z\"},"
                + "\"covers\":[{\"object\":\"a.jsonl\",\"etag\":\"etag\","
                + "\"partitionEnd\":\"2026-05-04T18:35:00Z\"}]}"));
  }

  @Test
  void a_change_with_an_immense_term_is_rejected_and_all_others_go_on() {
    String longest = "x".repeat(32766);
    List<DocumentChange> changes =
        List.of(
            upsert("a", 1, text(BODY, "first"), text(EXACT, longest)),
            upsert("b", 1, text(BODY, "lost"), text(EXACT, longest + "x")),
            upsert("c", 1, text(BODY, "lost"), text(TAGS, "é".repeat(16384))),
            upsert("d", 1, text(BODY, "last")));

    PostingDelta delta = invert(batch("a.jsonl", changes));

    assertThat(ids(delta), contains("a", "d"));
    assertThat(
        Dump.terms(delta, BODY, true), contains("first df=1 ttf=1 [0@0]", "last df=1 ttf=1 [1@0]"));
    assertThat(delta.receipts().get(0).records(), is(4L));
    assertThat(delta.receipts().get(0).rejected(), is(2L));
    assertThat(
        delta.rejects(),
        contains(
            allOf(
                containsString(
                    "Cannot index change 2 of piece 0 of split 0: field exact has a term"),
                containsString("of 32767 bytes, more than 32766; it starts with: xxx"),
                endsWith("\"excerpt\":\"b\"}")),
            allOf(
                containsString(
                    "Cannot index change 3 of piece 0 of split 0: field tags has a term"),
                containsString("of 32768 bytes, more than 32766; it starts with: ééé"))));
  }

  @Test
  void an_older_change_takes_the_place_of_one_that_cannot_be_indexed() {
    DocumentChange immense = upsert("a", 3, text(TAGS, "x".repeat(40_000)));

    PostingDelta together =
        invert(upsert("a", 1, text(BODY, "one")), immense, upsert("a", 2, text(BODY, "two")));
    PostingDelta apart =
        PostingDelta.merge(
            List.of(
                invert(immense),
                invert(upsert("a", 2, text(BODY, "two")), upsert("a", 1, text(BODY, "one")))));

    assertThat(Dump.terms(together, BODY, true), contains("two df=1 ttf=1 [0@0]"));
    assertThat(together.contentId(), is(apart.contentId()));
  }

  private static List<String> ids(PostingDelta delta) {
    List<String> ids = new ArrayList<>();
    DocumentCursor documents = delta.documents();
    while (documents.next()) {
      ids.add(documents.id().utf8ToString());
    }
    return ids;
  }

  private static List<String> idsOf(int shard, List<DocumentChange> changes) {
    return changes.stream()
        .map(DocumentChange::id)
        .filter(id -> Shards.of(id, 4) == shard)
        .sorted()
        .distinct()
        .toList();
  }
}
