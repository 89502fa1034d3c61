package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the texts of advertisements: Zipf-distributed words in sentences, now and then a marker
 * word or something that is hard on tokenizers.
 */
final class AdCopy {
  /**
   * Rare words of no language, for queries: each half as frequent as the one before it, from one
   * description in 128 on.
   */
  static final List<String> MARKERS =
      List.of(
          "quokka", "zanzibar", "xylograph", "okapi", "yttrium", "kumquat", "axolotl", "zugzwang");

  /** One description in so many gets one of {@link #ODDITIES}. */
  private static final int ODDITY_EVERY = 32;

  private static final int MARKER_BITS = 6;

  /**
   * Signs outside the basic plane, joined emoji, text marked right to left, combining marks, a
   * letter that grows when lower-cased, and what JSON has to escape. No piece of them is a query
   * term.
   */
  static final List<String> ODDITIES =
      List.of(
          "🎉",
          "👩‍💻🇩🇪",
          "𝒮𝒶𝓁𝑒",
          "\u202Bעברית\u202C",
          "cafe\u0301 nai\u0308ve",
          "e\u0323\u0302tage",
          "İSTANBUL",
          "Ωμέγα ﬁt",
          "हिन्दी",
          "x\"q\"z",
          "c:\\tmp",
          "a\tb\nc",
          "50 % <b>&amp;</b>",
          "19.99 €",
          "a\u00ADb\u200Bc");

  private AdCopy() {}

  static String headline(Language language, Dice dice) {
    return sentence(language, dice, dice.between(3, 6)).toString();
  }

  static String description(Language language, Dice dice) {
    StringBuilder text = new StringBuilder(160);
    int sentences = dice.between(2, 3);
    for (int i = 0; i < sentences; i++) {
      text.append(sentence(language, dice, dice.between(4, 9))).append(language.fullStop);
    }
    int marker = Long.numberOfTrailingZeros(dice.next()) - MARKER_BITS + 1;
    if (marker > 0) {
      setApart(text, MARKERS.get(Math.min(marker, MARKERS.size()) - 1));
    }
    if (dice.below(ODDITY_EVERY) == 0) {
      setApart(text, ODDITIES.get(dice.below(ODDITIES.size())));
    }
    return text.toString().stripTrailing();
  }

  static List<String> keywords(Language language, Dice dice) {
    int count = dice.between(2, 4);
    List<String> keywords = new ArrayList<>(count);
    Vocabulary vocabulary = Vocabulary.of(language);
    for (int i = 0; i < count; i++) {
      keywords.add(vocabulary.draw(dice));
    }
    return keywords;
  }

  private static StringBuilder sentence(Language language, Dice dice, int words) {
    Vocabulary vocabulary = Vocabulary.of(language);
    StringBuilder text = new StringBuilder(64);
    for (int i = 0; i < words; i++) {
      if (i > 0) {
        text.append(dice.below(8) == 0 ? language.comma : language.betweenWords);
      }
      text.append(vocabulary.draw(dice));
    }
    if (language.spaced()) {
      text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    }
    return text;
  }

  private static void setApart(StringBuilder text, String word) {
    if (text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
    text.append(word).append(' ');
  }
}
