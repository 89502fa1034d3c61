package io.tidemark.deltas;

import static io.tidemark.deltas.Batches.BODY;
import static io.tidemark.deltas.Batches.PRICE;
import static io.tidemark.deltas.Batches.TAGS;
import static io.tidemark.deltas.Batches.TITLE;
import static io.tidemark.deltas.Batches.batch;
import static io.tidemark.deltas.Batches.delete;
import static io.tidemark.deltas.Batches.invert;
import static io.tidemark.deltas.Batches.inverter;
import static io.tidemark.deltas.Batches.number;
import static io.tidemark.deltas.Batches.text;
import static io.tidemark.deltas.Batches.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class InverterTest {

  @Test
  void documents_are_numbered_in_the_order_of_their_ids() {
    PostingDelta delta =
        invert(upsert("b", 1, text(BODY, "x y")), upsert("a", 1, text(BODY, "y z y")));

    assertThat(
        Dump.documents(delta),
        contains("0 a version=1 tokens=0:3/0", "1 b version=1 tokens=0:2/0"));
    assertThat(
        Dump.terms(delta, BODY, true),
        contains("x df=1 ttf=1 [1@0]", "y df=2 ttf=3 [0@0,2 1@1]", "z df=1 ttf=1 [0@1]"));
  }

  @Test
  void ids_and_terms_sort_by_utf8_bytes_and_not_by_java_characters() {
    String beyond = "\uD83D\uDE00";
    String below = "\uFF5E";

    PostingDelta delta =
        invert(
            upsert(beyond, 1, text(BODY, beyond + " " + below)),
            upsert(below, 1),
            upsert("é", 1),
            upsert("e", 1));

    assertThat(
        Dump.documents(delta),
        contains(
            "0 e version=1",
            "1 é version=1",
            "2 " + below + " version=1",
            "3 " + beyond + " version=1 tokens=0:2/0"));
    assertThat(
        Dump.terms(delta, BODY, true),
        contains(below + " df=1 ttf=1 [3@1]", beyond + " df=1 ttf=1 [3@0]"));
  }

  @Test
  void values_of_a_field_lie_a_gap_apart_and_holes_count() {
    PostingDelta delta =
        invert(upsert("a", 1, text(BODY, "_ x _"), text(BODY, "y"), text(BODY, "+ab _ z")));

    assertThat(Dump.documents(delta), contains("0 a version=1 tokens=0:5/1"));
    assertThat(
        Dump.terms(delta, BODY, true),
        contains(
            "+ab df=1 ttf=1 [0@18]",
            "ba+ df=1 ttf=1 [0@18]",
            "x df=1 ttf=1 [0@1]",
            "y df=1 ttf=1 [0@10]",
            "z df=1 ttf=1 [0@20]"));
  }

  @Test
  void keyword_terms_count_once_a_document_and_all_values_are_kept() {
    PostingDelta delta =
        invert(
            upsert("a", 1, text(TAGS, "red"), text(TAGS, "Big red"), text(TAGS, "red")),
            upsert("b", 1, text(TAGS, "red"), text(TAGS, "")));

    assertThat(
        Dump.documents(delta),
        contains("0 a version=1 3=red 3=Big red 3=red", "1 b version=1 3=red 3="));
    assertThat(
        Dump.terms(delta, TAGS, false),
        contains(" df=1 ttf=1 [1]", "Big red df=1 ttf=1 [0]", "red df=2 ttf=2 [0 1]"));
  }

  @Test
  void text_is_kept_only_of_stored_fields_and_numbers_always() {
    PostingDelta delta =
        invert(
            upsert(
                "a",
                1,
                text(BODY, "gone"),
                number(PRICE, -5),
                number(PRICE, Long.MAX_VALUE),
                text(TITLE, "Red Shoes")));

    assertThat(
        Dump.documents(delta),
        contains("0 a version=1 tokens=0:1/0 tokens=4:2/0 2=-5 2=9223372036854775807 4=Red Shoes"));
    assertThat(
        Dump.terms(delta, TITLE, true), contains("red df=1 ttf=1 [0@0]", "shoe df=1 ttf=1 [0@1]"));
    assertThat(Dump.terms(delta, PRICE, false), empty());
  }

  @Test
  void only_the_newest_change_of_a_document_is_in() {
    PostingDelta delta =
        invert(
            upsert("a", 2, text(BODY, "new")),
            upsert("a", 1, text(BODY, "old")),
            upsert("b", 1, text(BODY, "gone")),
            delete("b", 3),
            delete("c", 1),
            upsert("c", 2, text(BODY, "back")));

    assertThat(
        Dump.documents(delta),
        contains(
            "0 a version=2 tokens=0:1/0", "1 b deleted version=3", "2 c version=2 tokens=0:1/0"));
    assertThat(
        Dump.terms(delta, BODY, true), contains("back df=1 ttf=1 [2@0]", "new df=1 ttf=1 [0@0]"));
    assertThat(delta.documentCount(), is(3));
    assertThat(delta.deleteCount(), is(1));
  }

  @Test
  void position_and_hash_decide_between_equal_versions_as_signed_numbers() {
    List<Rank> ranks =
        List.of(new Rank(-1, 9, 9), new Rank(0, -2, 9), new Rank(0, 1, -7), new Rank(0, 1, 3));
    List<DocumentChange> changes = new ArrayList<>();
    for (Rank rank : ranks) {
      changes.add(0, new DocumentChange("a", false, rank, List.of(text(BODY, "h" + rank.hash()))));
    }

    PostingDelta delta = invert(changes);

    DocumentCursor documents = delta.documents();
    assertThat(documents.next(), is(true));
    assertThat(
        new Rank(documents.version(), documents.position(), documents.hash()), is(ranks.get(3)));
    assertThat(Dump.terms(delta, BODY, true), contains("h3 df=1 ttf=1 [0@0]"));
  }

  @Test
  void a_value_that_does_not_fit_its_field_is_a_fault_of_the_caller() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> invert(upsert("a", 1, text(PRICE, "cheap"))));

    assertThat(thrown.getMessage(), is("Cannot index a string as field price: it holds numbers"));
  }

  @Test
  void one_inverter_gives_the_same_bytes_whatever_it_did_before() {
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      changes.add(upsert("id" + i, 1, text(BODY, "w" + i + " w" + i % 7), text(TAGS, "t" + i)));
    }
    Inverter inverter = inverter(3);
    SortedMap<Integer, PostingDelta> first = inverter.invert(batch("a.jsonl", changes));
    inverter.invert(batch("b.jsonl", List.of(upsert("z", 1, text(BODY, "other words w1")))));

    assertThat(inverter.invert(batch("a.jsonl", changes)), is(first));
  }
}
