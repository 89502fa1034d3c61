package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The documents and positions of a term cursor's current term. */
final class DeltaPostings extends PostingsEnum {
  private final TermCursor cursor;
  private int document = -1;

  DeltaPostings(TermCursor cursor) {
    this.cursor = cursor;
  }

  /** Goes before the first document of the term the cursor has moved to. */
  void rewind() {
    document = -1;
  }

  @Override
  public int docID() {
    return document;
  }

  @Override
  public int nextDoc() {
    document = cursor.nextDocument() ? cursor.document() : NO_MORE_DOCS;
    return document;
  }

  @Override
  public int advance(int target) {
    int next = nextDoc();
    while (next < target) {
      next = nextDoc();
    }
    return next;
  }

  @Override
  public int freq() {
    return cursor.frequency();
  }

  @Override
  public int nextPosition() {
    return cursor.nextPosition();
  }

  @Override
  public int startOffset() {
    return -1;
  }

  @Override
  public int endOffset() {
    return -1;
  }

  @Override
  public @Nullable BytesRef getPayload() {
    return null;
  }

  @Override
  public long cost() {
    return cursor.documentFrequency();
  }
}
