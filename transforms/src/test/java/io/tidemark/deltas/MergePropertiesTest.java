package io.tidemark.deltas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.DocumentChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The newest change wins: the first law. */
class MergePropertiesTest {

  @Property(tries = 200)
  void order_cuts_and_duplicates_cannot_alter_the_merged_delta(
      @ForAll("changes") List<DocumentChange> changes, @ForAll Random random) {
    List<DocumentChange> many = new ArrayList<>(changes);
    changes.stream().filter(change -> random.nextInt(3) == 0).forEach(many::add);
    Collections.shuffle(many, random);

    PostingDelta merged = PostingDelta.merge(invertInPieces(many, random));

    PostingDelta atOnce = Batches.invert(changes);
    assertThat(merged.documentsSection(), is(atOnce.documentsSection()));
    assertThat(merged.postingsSection(), is(atOnce.postingsSection()));
    assertThat(merged.contentId(), is(atOnce.contentId()));
    assertThat(merged.documentCount(), is(atOnce.documentCount()));
    assertThat(merged.deleteCount(), is(atOnce.deleteCount()));
  }

  @Property(tries = 200)
  void merge_is_associative_and_commutative(
      @ForAll("changes") List<DocumentChange> changes, @ForAll Random random) {
    List<PostingDelta> deltas = invertInPieces(changes, random);
    PostingDelta flat = PostingDelta.merge(deltas);

    List<PostingDelta> left = new ArrayList<>(deltas);
    Collections.shuffle(left, random);
    while (left.size() > 1) {
      int group = 2 + random.nextInt(left.size() - 1);
      PostingDelta merged = PostingDelta.merge(left.subList(0, group));
      left.subList(0, group).clear();
      left.add(random.nextInt(left.size() + 1), merged);
    }

    assertThat(left.get(0), is(flat));
  }

  @Property(tries = 100)
  void merge_is_idempotent_and_the_empty_delta_is_neutral(
      @ForAll("changes") List<DocumentChange> changes) {
    PostingDelta delta = Batches.invert(changes);

    assertThat(PostingDelta.merge(List.of(delta)), is(delta));
    assertThat(PostingDelta.merge(List.of(delta, delta, delta)), is(delta));
    assertThat(PostingDelta.merge(List.of(PostingDelta.EMPTY, delta)), is(delta));
    assertThat(PostingDelta.merge(List.of()), is(PostingDelta.EMPTY));
  }

  @Property(tries = 100)
  void the_winner_of_each_document_is_the_change_of_greatest_rank(
      @ForAll("changes") List<DocumentChange> changes, @ForAll Random random) {
    TreeMap<String, DocumentChange> newest = new TreeMap<>();
    changes.forEach(
        change ->
            newest.merge(change.id(), change, (a, b) -> a.rank().compareTo(b.rank()) >= 0 ? a : b));

    PostingDelta merged = PostingDelta.merge(invertInPieces(changes, random));

    assertThat(
        Dump.documents(merged), is(Dump.documents(Batches.invert(List.copyOf(newest.values())))));
    assertThat(merged.documentCount(), is(newest.size()));
  }

  @Property(tries = 50)
  void shards_of_an_index_part_its_documents_and_lose_none(
      @ForAll("changes") List<DocumentChange> changes) {
    Collection<PostingDelta> deltas =
        Batches.inverter(5).invert(Batches.batch("a.jsonl", changes)).values();

    PostingDelta united = PostingDelta.merge(deltas);

    assertThat(united.contentId(), is(Batches.invert(changes).contentId()));
  }

  @Property(tries = 20)
  void long_lists_merge_as_short_ones_do(@ForAll Random random) {
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String words = "all" + (i % 2 == 0 ? " even" : "") + " rare" + i % 400 + " all";
      changes.add(
          Batches.upsert("id" + random.nextInt(2000), i, Batches.text(Batches.BODY, words)));
    }
    List<PostingDelta> deltas = new ArrayList<>();
    Collections.shuffle(changes, random);
    for (int from = 0; from < changes.size(); from += 250) {
      deltas.add(Batches.invert(changes.subList(from, from + 250)));
    }

    PostingDelta merged = PostingDelta.merge(deltas);

    assertThat(merged.contentId(), is(Batches.invert(changes).contentId()));
  }

  @Provide
  Arbitrary<List<DocumentChange>> changes() {
    return Changes.lists();
  }

  /** Cuts changes at random into pieces of one object each. */
  private static List<PostingDelta> invertInPieces(List<DocumentChange> changes, Random random) {
    List<PostingDelta> deltas = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(changes.size(), from + random.nextInt(10));
      String object = "object-" + deltas.size();
      deltas.add(Batches.invert(Batches.batch(object, changes.subList(from, to))));
      from = to;
    } while (from < changes.size());
    return deltas;
  }
}
