package io.tidemark.deltas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class ShardsTest {

  @Test
  void a_document_stays_in_its_shard_for_the_life_of_an_index() {
    List<Integer> shards =
        Stream.of("", "pages/common/tar.md", "é", "\uD83D\uDE00")
            .map(id -> Shards.of(id, 1000))
            .toList();

    assertThat(shards, contains(470, 762, 917, 168));
  }

  @Test
  void strings_and_their_utf8_bytes_are_the_same_document() {
    byte[] padded = {'x', 'a', 'b', 'y'};

    assertThat(Shards.of(new BytesRef(padded, 1, 2), 97), is(Shards.of("ab", 97)));
  }

  @Test
  void documents_spread_evenly() {
    int[] documents = new int[8];
    IntStream.range(0, 80_000).forEach(i -> documents[Shards.of("sku-" + i, 8)]++);

    assertThat(IntStream.of(documents).allMatch(n -> n > 9_500 && n < 10_500), is(true));
  }
}
