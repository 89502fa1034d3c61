package io.tidemark.deltas;

import static io.tidemark.deltas.Batches.BODY;
import static io.tidemark.deltas.Batches.PRICE;
import static io.tidemark.deltas.Batches.TAGS;
import static io.tidemark.deltas.Batches.delete;
import static io.tidemark.deltas.Batches.invert;
import static io.tidemark.deltas.Batches.number;
import static io.tidemark.deltas.Batches.text;
import static io.tidemark.deltas.Batches.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Reject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostingDeltaTest {

  @Test
  void cursors_skip_what_is_not_visited() {
    PostingDelta delta =
        invert(
            upsert("a", 1, text(BODY, "x x y"), number(PRICE, 7), text(TAGS, "red")),
            upsert("b", 1, text(BODY, "x y x x"), text(TAGS, "blue")));
    TermCursor terms = delta.terms(BODY);
    DocumentCursor documents = delta.documents();

    assertThat(terms.next() && terms.nextDocument(), is(true));
    assertThat(terms.nextPosition(), is(0));
    assertThat(terms.nextDocument(), is(true));
    assertThat(terms.frequency(), is(3));
    assertThat(terms.nextPosition() + terms.nextPosition(), is(2));
    assertThat(terms.next(), is(true));
    assertThat(terms.term().utf8ToString(), is("y"));
    assertThat(terms.nextDocument(), is(true));
    assertThat(terms.nextDocument(), is(true));
    assertThat(terms.document(), is(1));
    assertThat(terms.nextPosition(), is(1));
    assertThrows(IllegalStateException.class, terms::nextPosition);
    assertThat(terms.nextDocument(), is(false));
    assertThat(terms.next(), is(false));

    assertThat(documents.next() && documents.nextValue(), is(true));
    assertThat(documents.valueField(), is(PRICE));
    assertThat(documents.next(), is(true));
    assertThat(documents.id().utf8ToString(), is("b"));
    assertThat(documents.tokens(BODY), is(4));
    assertThat(documents.nextValue(), is(true));
    assertThat(documents.valueBytes().utf8ToString(), is("blue"));
    assertThat(documents.nextValue(), is(false));
    assertThat(documents.next(), is(false));
  }

  @Test
  void terms_of_superseded_documents_vanish_and_frequencies_shrink() {
    PostingDelta old =
        invert(upsert("a", 1, text(BODY, "only both both")), upsert("c", 1, text(BODY, "both")));
    PostingDelta change = invert(upsert("a", 2, text(BODY, "new")), delete("b", 1));

    PostingDelta merged = PostingDelta.merge(List.of(old, change));

    assertThat(
        Dump.documents(merged),
        contains(
            "0 a version=2 tokens=0:1/0", "1 b deleted version=1", "2 c version=1 tokens=0:1/0"));
    assertThat(
        Dump.terms(merged, BODY, true), contains("both df=1 ttf=1 [2@0]", "new df=1 ttf=1 [0@0]"));
    assertThat(merged.deleteCount(), is(1));
  }

  @Test
  void a_single_delta_is_merged_by_handing_it_on() {
    PostingDelta delta = invert(upsert("a", 1));

    assertThat(PostingDelta.merge(List.of(delta)), sameInstance(delta));
  }

  @Test
  void merging_unites_receipts_rejects_and_closings_as_sets() {
    Reject reject = new Reject("b.jsonl", 1, 0, "not JSON", "{");
    PostingDelta a = invert(Batches.batch("a.jsonl", List.of(upsert("x", 1))));
    PostingDelta b = invert(Batches.batch("b.jsonl", List.of(), reject));
    PostingDelta closed = invert(ChangeBatch.of(Batches.closed()));

    PostingDelta merged = PostingDelta.merge(List.of(closed, b, a, b, closed));

    assertThat(merged.receipts(), contains(a.receipts().get(0), b.receipts().get(0)));
    assertThat(merged.rejects(), is(b.rejects()));
    assertThat(merged.closings(), is(closed.closings()));
  }

  @Test
  void the_content_id_tells_content_and_nothing_else() {
    PostingDelta a = invert(Batches.batch("a.jsonl", List.of(upsert("x", 1))));
    PostingDelta b = invert(Batches.batch("b.jsonl", List.of(upsert("x", 1))));
    PostingDelta other = invert(upsert("x", 2));

    assertThat(a, is(not(b)));
    assertThat(a.contentId(), is(b.contentId()));
    assertThat(a.contentId(), is(not(other.contentId())));
    assertThat(a.contentId().length, is(16));
  }

  @Test
  void the_empty_delta_has_no_documents_terms_or_evidence() {
    assertThat(PostingDelta.EMPTY.documents().next(), is(false));
    assertThat(PostingDelta.EMPTY.terms(0).next(), is(false));
    assertThat(PostingDelta.EMPTY.receipts(), empty());
    assertThat(PostingDelta.EMPTY.toString(), is("PostingDelta[documents=0, deletes=0, bytes=0]"));
  }
}
