package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The whole text as one term. */
final class TestKeywordAnalyzer extends Analyzer {
  @Override
  protected TokenStreamComponents createComponents(String field) {
    return new TokenStreamComponents(new WholeText());
  }

  private static final class WholeText extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private boolean done;

    @Override
    public boolean incrementToken() throws IOException {
      if (done) {
        return false;
      }
      clearAttributes();
      done = true;
      char[] buffer = new char[1024];
      for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
        term.append(new String(buffer, 0, n));
      }
      return true;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      done = false;
    }
  }
}
