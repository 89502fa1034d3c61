package io.tidemark.deltas;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Splits at white space. A token that starts with {@code +} is followed by its reverse at the same
 * position, as a synonym would be; {@code _} leaves a hole, as a stop word does, also at the end.
 * Values of a field are 7 positions apart.
 */
final class DoublingAnalyzer extends Analyzer {

  @Override
  public int getPositionIncrementGap(String fieldName) {
    return 7;
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    WhitespaceTokenizer words = new WhitespaceTokenizer();
    return new TokenStreamComponents(words, new Doubling(new LowerCaseFilter(words)));
  }

  private static final class Doubling extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private String twin = "";
    private int holes;

    Doubling(TokenStream input) {
      super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!twin.isEmpty()) {
        term.setEmpty().append(twin);
        increment.setPositionIncrement(0);
        twin = "";
        return true;
      }
      while (input.incrementToken()) {
        if (!term.toString().equals("_")) {
          increment.setPositionIncrement(1 + holes);
          holes = 0;
          twin = term.charAt(0) == '+' ? new StringBuilder(term).reverse().toString() : "";
          return true;
        }
        holes++;
      }
      return false;
    }

    @Override
    public void end() throws IOException {
      super.end();
      increment.setPositionIncrement(holes);
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      twin = "";
      holes = 0;
    }
  }
}
