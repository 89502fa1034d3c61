package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {
  private static final Map<Language, String> LETTERS =
      Map.of(
          Language.EN, "[a-z]+",
          Language.DE, "[A-Za-zÄÖÜäöüß]+",
          Language.FR, "[a-zàâçèéêëîïôùûüÿœæ']+",
          Language.ES, "[a-záéíóúüñ]+",
          Language.RU, "[а-яё]+",
          Language.AR, "\\p{IsArabic}+",
          Language.JA, "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]+",
          Language.ZH, "\\p{IsHan}+");

  @ParameterizedTest
  @EnumSource
  void language_has_many_different_words_in_its_script(Language language) {
    List<String> words = Vocabulary.of(language).words();

    assertThat(words.size(), greaterThan(1_000));
    assertThat(new HashSet<>(words), hasSize(words.size()));
    assertThat(words, everyItem(matchesPattern(LETTERS.get(language))));
  }

  @Test
  void word_list_gives_the_most_frequent_words() {
    List<String> words = Vocabulary.of(Language.EN).words();

    assertThat(words.subList(0, 4), is(List.of("your", "new", "free", "shop")));
  }

  @Test
  void frequent_words_are_drawn_most() {
    Vocabulary english = Vocabulary.of(Language.EN);
    Dice dice = new Dice(5);
    int first = 0;
    int hundredth = 0;

    for (int i = 0; i < 100_000; i++) {
      String word = english.draw(dice);
      first += word.equals(english.words().get(0)) ? 1 : 0;
      hundredth += word.equals(english.words().get(100)) ? 1 : 0;
    }

    assertThat(first, greaterThan(20 * hundredth));
    assertThat(hundredth, greaterThan(0));
  }
}
