package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * The words whose documents are counted: lower-case ASCII, of every frequency, and never part of
 * another word, so that any tokenizer that splits at white space and punctuation finds the same.
 */
final class QueryTerms {
  static final List<String> ALL = all();

  private QueryTerms() {}

  private static List<String> all() {
    List<String> english = Vocabulary.of(Language.EN).words();
    List<String> terms = new ArrayList<>();
    for (int rank = 1; rank < english.size(); rank *= 2) {
      terms.add(english.get(rank));
    }
    terms.addAll(AdCopy.MARKERS);
    terms.add(BadLineEncoder.NEVER_INDEXED);
    return terms.stream().sorted().toList();
  }
}
