package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryTermsTest {
  private static final Pattern NO_WORD_CHARACTER =
      Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern NO_ASCII_LETTER = Pattern.compile("[^a-z]+");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern OUTER_PUNCTUATION = Pattern.compile("^\\p{Po}+|[\\p{Po}]+$");

  @Test
  void terms_are_different_lower_case_ascii_words_and_fit_a_long() {
    assertThat(QueryTerms.ALL, everyItem(matchesPattern("[a-z]+")));
    assertThat(new HashSet<>(QueryTerms.ALL), hasSize(QueryTerms.ALL.size()));
    assertThat(QueryTerms.ALL.size() <= Long.SIZE, is(true));
  }

  @ParameterizedTest
  @EnumSource
  void every_way_to_split_a_text_finds_the_same_terms(Language language) {
    Dice dice = new Dice(6);

    for (int i = 0; i < 3_000; i++) {
      String text = AdCopy.description(language, dice).toLowerCase(Locale.ROOT);
      Set<String> terms = terms(NO_WORD_CHARACTER.split(text));
      assertThat(text, terms(NO_ASCII_LETTER.split(text)), is(terms));
      assertThat(text, terms(stripped(WHITE_SPACE.split(text))), is(terms));
    }
  }

  @Test
  void no_oddity_has_a_term_in_it() {
    Set<String> pieces = new TreeSet<>();

    for (String oddity : AdCopy.ODDITIES) {
      pieces.addAll(Arrays.asList(NO_ASCII_LETTER.split(oddity.toLowerCase(Locale.ROOT))));
    }
    pieces.retainAll(QueryTerms.ALL);

    assertThat(pieces, is(Set.of()));
  }

  @Test
  void markers_get_rarer_one_after_the_other() {
    Dice dice = new Dice(7);
    int[] counts = new int[AdCopy.MARKERS.size()];

    for (int i = 0; i < 60_000; i++) {
      String text = AdCopy.description(Language.ZH, dice);
      for (int marker = 0; marker < counts.length; marker++) {
        counts[marker] += text.contains(AdCopy.MARKERS.get(marker)) ? 1 : 0;
      }
    }

    assertThat((double) counts[0], closeTo(60_000 / 128.0, 90));
    assertThat(counts[0] > counts[2] && counts[2] > counts[4] && counts[4] > counts[6], is(true));
    assertThat(counts[7] > 0, is(true));
  }

  @Test
  void the_word_of_bad_lines_is_in_no_vocabulary() {
    for (Language language : Language.values()) {
      assertThat(Vocabulary.of(language).words().contains(BadLineEncoder.NEVER_INDEXED), is(false));
    }
    assertThat(QueryTerms.ALL, hasItem(BadLineEncoder.NEVER_INDEXED));
  }

  private static String[] stripped(String[] words) {
    return Arrays.stream(words)
        .map(word -> OUTER_PUNCTUATION.matcher(word).replaceAll(""))
        .toArray(String[]::new);
  }

  private static Set<String> terms(String[] words) {
    Set<String> terms = new TreeSet<>(Arrays.asList(words));
    terms.retainAll(QueryTerms.ALL);
    return terms;
  }
}
