package io.tidemark.publish.segment;

import org.apache.lucene.index.SortedNumericDocValues;

/** Value lists as sorted numeric doc values; equal values of a document are kept. */
final class SortedNumbers extends SortedNumericDocValues {
  private final ValueLists lists;
  private int document = -1;
  private int next;

  SortedNumbers(ValueLists lists) {
    this.lists = lists;
  }

  @Override
  public long nextValue() {
    return lists.values()[next++];
  }

  @Override
  public int docValueCount() {
    return lists.end(document) - lists.start(document);
  }

  @Override
  public boolean advanceExact(int target) {
    document = target;
    next = lists.start(target);
    return next < lists.end(target);
  }

  @Override
  public int docID() {
    return document;
  }

  @Override
  public int nextDoc() {
    return advance(document + 1);
  }

  @Override
  public int advance(int target) {
    int found = lists.firstFrom(target);
    if (found == lists.documents()) {
      document = NO_MORE_DOCS;
    } else {
      document = found;
      next = lists.start(found);
    }
    return document;
  }

  @Override
  public long cost() {
    return lists.documents();
  }
}
