package io.tidemark.testdata;

import java.util.Locale;

/** A language advertisements are written in, and how its texts are put together. */
enum Language {
  EN(40, " ", ", ", ". "),
  DE(12, " ", ", ", ". "),
  FR(10, " ", ", ", ". "),
  ES(10, " ", ", ", ". "),
  RU(8, " ", ", ", ". "),
  AR(6, " ", "، ", ". "),
  JA(8, "", "、", "。"),
  ZH(6, "", "，", "。");

  private static final int TOTAL_WEIGHT = 100;

  /** As in {@code language} of a record and in the name of its word list. */
  final String code;

  final String betweenWords;
  final String comma;
  final String fullStop;
  private final int weight;

  Language(int weight, String betweenWords, String comma, String fullStop) {
    this.code = name().toLowerCase(Locale.ROOT);
    this.weight = weight;
    this.betweenWords = betweenWords;
    this.comma = comma;
    this.fullStop = fullStop;
  }

  /** Whether words stand apart; if not, foreign words among them are set off by spaces. */
  boolean spaced() {
    return !betweenWords.isEmpty();
  }

  static Language draw(Dice dice) {
    int point = dice.below(TOTAL_WEIGHT);
    for (Language language : values()) {
      point -= language.weight;
      if (point < 0) {
        return language;
      }
    }
    throw new IllegalStateException("Weights of the languages do not add up to " + TOTAL_WEIGHT);
  }
}
