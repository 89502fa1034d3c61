package io.tidemark.settings;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * Terms are runs of Unicode letters, digits, marks and {@code _}, in lower case: what {@code \w+}
 * matches in the regular expressions of most languages. No stop words, no stemming. A run of more
 * than {@value CharTokenizer#DEFAULT_MAX_WORD_LEN} characters is cut there.
 *
 * <p>Source: Unicode Technical Standard 18, Annex C, word characters.
 */
final class WordAnalyzer extends Analyzer {

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = CharTokenizer.fromTokenCharPredicate(WordAnalyzer::isWordCharacter);
    return new TokenStreamComponents(words, new LowerCaseFilter(words));
  }

  @Override
  protected TokenStream normalize(String field, TokenStream in) {
    return new LowerCaseFilter(in);
  }

  private static boolean isWordCharacter(int codePoint) {
    if (Character.isLetterOrDigit(codePoint) || codePoint == '_') {
      return true;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || Character.isAlphabetic(codePoint);
  }
}
