package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/** The terms of a field that are in live documents, with statistics of live documents. */
final class LiveTerms extends FilterLeafReader.FilterTerms {
  private final FieldStatistics statistics;
  private final FixedBitSet dead;

  LiveTerms(Terms terms, FieldStatistics statistics, FixedBitSet dead) {
    super(terms);
    this.statistics = statistics;
    this.dead = dead;
  }

  @Override
  public TermsEnum iterator() throws IOException {
    return new LiveTermsEnum(in.iterator(), dead, in.hasFreqs());
  }

  @Override
  public TermsEnum intersect(CompiledAutomaton compiled, @Nullable BytesRef startTerm)
      throws IOException {
    return new LiveTermsEnum(in.intersect(compiled, startTerm), dead, in.hasFreqs());
  }

  /** Unknown: it would take a look at every term. */
  @Override
  public long size() {
    return -1;
  }

  @Override
  public int getDocCount() {
    return statistics.docCount();
  }

  @Override
  public long getSumTotalTermFreq() {
    return statistics.sumTotalTermFreq();
  }

  @Override
  public long getSumDocFreq() {
    return statistics.sumDocFreq();
  }
}
