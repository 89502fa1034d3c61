package io.tidemark.deltas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class TermTableTest {
  private static final List<String> LETTERS =
      List.of("a", "b", "\u0000", "é", "\u4E2D", "\uFF5E", "\uD83D\uDE00");

  @Test
  void terms_keep_their_numbers_and_sort_by_their_bytes_however_many() {
    TermTable table = new TermTable();
    Random random = new Random(7);
    for (int most : new int[] {100_000, 50, 5_000}) {
      Map<BytesRef, Integer> expected = new LinkedHashMap<>();
      for (int i = 0; i < most; i++) {
        String term = term(random);
        int number = expected.computeIfAbsent(new BytesRef(term), t -> expected.size());
        assertThat(term, add(table, term, i % 3), is(number));
      }
      List<BytesRef> terms = new ArrayList<>(expected.keySet());

      List<BytesRef> sorted = new ArrayList<>();
      for (int number : table.sorted()) {
        sorted.add(terms.get(number));
      }

      terms.sort(null);
      assertThat(sorted, is(terms));
      assertThat(table.size(), is(terms.size()));
      table.clear();
    }
  }

  @Test
  void terms_that_differ_only_in_zeros_are_different() {
    TermTable table = new TermTable();

    List<Integer> numbers = new ArrayList<>();
    for (String term :
        List.of("", "\0", "a", "a\0", "a\0\0\0\0\0\0\0", "a\0\0\0\0\0\0\0\0", "", "a")) {
      numbers.add(table.add(term));
    }

    assertThat(numbers, is(List.of(0, 1, 2, 3, 4, 5, 0, 2)));
    assertThat(table.sorted(), is(new int[] {0, 1, 2, 3, 4, 5}));
  }

  @Test
  void the_longest_term_is_in_and_a_longer_one_is_not() {
    TermTable table = new TermTable();
    String longest = "x".repeat(32_764) + "é";

    assertThat(table.add(longest + "x"), is(-1));
    assertThat(table.add(longest), is(0));
    assertThat(table.add((longest + "x").toCharArray(), longest.length() + 1), is(-1));
    assertThat(table.add(longest.toCharArray(), longest.length()), is(0));
    assertThat(table.size(), is(1));
  }

  private static int add(TermTable table, String term, int way) {
    return switch (way) {
      case 0 -> table.add(term);
      case 1 -> table.add((term + "rest of the buffer").toCharArray(), term.length());
      default -> table.add(new BytesRef(term));
    };
  }

  /** Few letters and common beginnings, so that all lengths, repetitions and ties occur. */
  private static String term(Random random) {
    StringBuilder term = new StringBuilder(random.nextInt(3) == 0 ? "common/prefix/" : "");
    for (int left = random.nextInt(12); left > 0; left--) {
      term.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return term.toString();
  }
}
