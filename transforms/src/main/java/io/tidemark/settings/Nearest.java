package io.tidemark.settings;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word somebody meant, by edit distance. */
final class Nearest {
  private Nearest() {}

  /** {@code ; did you mean "x"?} when a known word is near enough to be meant, else empty. */
  static String hint(String word, Collection<String> known) {
    String best = "";
    int bestDistance = 1 + Math.max(1, word.length() / 2);
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : "; did you mean \"" + best + "\"?";
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
