package io.tidemark.index;

import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.util.ArrayUtil;

/** Collects the documents of one segment a query matches, in order. */
final class MatchedDocuments implements LeafCollector {
  private int[] documents = new int[16];
  private int count;

  @Override
  public void setScorer(Scorable scorer) {}

  @Override
  public void collect(int document) {
    documents = ArrayUtil.grow(documents, count + 1);
    documents[count++] = document;
  }

  int count() {
    return count;
  }

  int get(int index) {
    return documents[index];
  }
}
