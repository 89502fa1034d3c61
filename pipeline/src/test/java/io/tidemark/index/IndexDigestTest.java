package io.tidemark.index;

import static io.tidemark.index.TestChange.delete;
import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexDigestTest {
  private static final TestChange A =
      upsert("a", 1, "red tent").status("new", "live").clicks(4L).bid(0.5).updated(9L);

  private final TestIndex index = new TestIndex();
  private int layers;

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void line_counts_live_documents_and_postings() throws IOException {
    LayerRef first = index.layer(1, upsert("a", 1, "old words here"), upsert("b", 1, "red red"));
    LayerRef second = index.layer(2, upsert("a", 2, "tent"), delete("c", 1));

    try (SnapshotReader reader = index.open(first, second)) {
      IndexDigest digest = IndexDigest.of(reader);

      // a: _id, status, tent; b: _id, status, red
      assertThat(digest.line(), matchesPattern("digest [0-9a-f]{64} docs 2 postings 6"));
    }
  }

  @Test
  void superseded_and_deleted_content_leaves_no_trace() throws IOException {
    LayerRef plain = index.layer(1, A);
    LayerRef older = index.layer(2, upsert("a", 0, "older"), upsert("b", 1, "gone"));
    LayerRef deletes = index.layer(3, delete("b", 2), delete("a", 0), delete("never", 1));

    assertThat(digest(older, deletes, plain), is(digest(plain)));
    assertThat(digest(deletes, plain, plain(A), older), is(digest(plain)));
  }

  @Test
  void order_of_values_matters_and_order_of_documents_does_not() throws IOException {
    TestChange swapped = A.status("live", "new");

    assertThat(digest(plain(A)), not(digest(plain(swapped))));
    assertThat(digest(plain(A, upsert("b", 1, "x"))), is(digest(plain(upsert("b", 1, "x"), A))));
  }

  @Test
  void every_single_difference_shows() throws IOException {
    List<TestChange> variants =
        List.of(
            A,
            new TestChange("b", false, A.rank(), "red tent", A.status(), 4L, 0.5, 9L),
            A.ranked(2, 0, A.rank().hash()),
            A.ranked(1, 1, A.rank().hash()),
            A.ranked(1, 0, A.rank().hash() + 1),
            titled("tent red"),
            titled("red  tents"),
            titled("red tent red"),
            titled("Red tent"),
            titled(null),
            A.status("new"),
            A.status("new", "live", "live"),
            A.status(new String[0]),
            A.clicks(5L),
            A.clicks(null),
            A.bid(-0.5),
            A.bid(null),
            A.updated(10L),
            A.clicks(9L).updated(4L));

    Set<IndexDigest> digests = new HashSet<>();
    for (TestChange variant : variants) {
      digests.add(digest(plain(variant)));
    }
    digests.add(digest());
    digests.add(digest(plain(A, upsert("b", 1, "x"))));

    assertThat(digests.size(), is(variants.size() + 2));
  }

  @Test
  void same_words_in_other_documents_make_another_digest() throws IOException {
    IndexDigest one = digest(plain(upsert("a", 1, "red").ranked(1, 0, 0), titled("b", "tent")));
    IndexDigest other = digest(plain(upsert("a", 1, "tent").ranked(1, 0, 0), titled("b", "red")));

    assertThat(one, not(other));
  }

  private static TestChange titled(@Nullable String title) {
    return new TestChange("a", false, A.rank(), title, A.status(), 4L, 0.5, 9L);
  }

  private static TestChange titled(String id, String title) {
    return upsert(id, 1, title).ranked(1, 0, 0);
  }

  private LayerRef plain(TestChange... changes) throws IOException {
    return index.layer(100 + layers++, changes);
  }

  private IndexDigest digest(LayerRef... refs) throws IOException {
    try (SnapshotReader reader = index.open(refs)) {
      return IndexDigest.of(reader);
    }
  }
}
