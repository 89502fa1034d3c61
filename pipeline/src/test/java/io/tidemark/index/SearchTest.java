package io.tidemark.index;

import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final TestIndex index = new TestIndex();

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void hit_shows_stored_values_and_the_layer_it_came_with() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "old tent"));
    LayerRef second =
        index.layer(
            2, upsert("a", 7, "red tent").status("x", "y").clicks(-3L).bid(0.25).updated(0L));

    try (SnapshotReader reader = index.open(first, second)) {
      Hit.Page page = new Search(reader).top(TestIndex.queries().parse("tent"), 10);

      assertThat(page.total(), is(1L));
      Hit hit = page.hits().get(0);
      assertThat(
          hit.toJson().toString(),
          is(
              "{id=a, score="
                  + hit.score()
                  + ", version=7, fields={bid=0.25, clicks=-3, status=[x, y], title=red tent,"
                  + " updated=1970-01-01T00:00:00Z}, layer=layer-2,"
                  + " windowStart=1970-01-01T00:02:00Z, windowEnd=1970-01-01T00:03:00Z}"));
    }
  }

  @Test
  void better_matches_come_first() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "tent and much else that is no matter"));
    LayerRef second = index.layer(2, upsert("b", 1, "tent"), upsert("c", 1, "kite"));

    try (SnapshotReader reader = index.open(first, second)) {
      List<Hit> hits = new Search(reader).top(TestIndex.queries().parse("tent"), 10).hits();

      assertThat(hits.stream().map(Hit::id).toList(), contains("b", "a"));
      assertThat(hits.get(0).score(), greaterThan(hits.get(1).score()));
    }
  }

  @Test
  void equal_scores_are_in_the_order_of_ids_whatever_the_layers() throws IOException {
    List<LayerRef> layers = new ArrayList<>();
    for (int i = 9; i >= 0; i--) {
      layers.add(index.layer(i, upsert("doc" + i, 1, "tent"), upsert("more" + i, 1, "tent")));
    }

    try (SnapshotReader reader = index.open(layers.toArray(LayerRef[]::new))) {
      Hit.Page page = new Search(reader).top(TestIndex.queries().parse("tent"), 4);

      assertThat(page.total(), is(20L));
      assertThat(
          page.hits().stream().map(Hit::id).toList(), contains("doc0", "doc1", "doc2", "doc3"));
    }
  }

  @Test
  void no_hits_wanted_is_a_count() throws IOException {
    try (SnapshotReader reader = index.open(index.layer(1, upsert("a", 1, "tent")))) {
      Hit.Page page = new Search(reader).top(TestIndex.queries().parse("tent"), 0);

      assertThat(page, is(new Hit.Page(1, List.of())));
    }
  }

  @Test
  void empty_index_has_no_hits() throws IOException {
    try (SnapshotReader reader = index.open()) {
      Hit.Page page = new Search(reader).top(TestIndex.queries().parse("tent"), 10);

      assertThat(page.total(), is(0L));
      assertThat(page.hits(), empty());
    }
  }

  @Test
  void document_without_stored_values_has_no_fields() throws IOException {
    TestChange bare =
        new TestChange("a", false, new RankValues.Rank(1, 0, 0), null, List.of(), null, null, null);

    try (SnapshotReader reader = index.open(index.layer(1, bare))) {
      List<Hit> hits = new Search(reader).top(TestIndex.queries().parse("*:*"), 1).hits();

      assertThat(hits.get(0).fields(), is(Map.of()));
    }
  }
}
