package io.tidemark.publish.segment;

import io.tidemark.deltas.DocumentCursor;
import io.tidemark.deltas.TermCursor;
import org.apache.lucene.util.BytesRef;

/** The ids of a delta's documents as the terms of a field: one term a document, in id order. */
final class IdTerms implements TermCursor {
  private final DocumentCursor documents;
  private boolean visited;

  IdTerms(DocumentCursor documents) {
    this.documents = documents;
  }

  @Override
  public boolean next() {
    visited = false;
    return documents.next();
  }

  @Override
  public BytesRef term() {
    return documents.id();
  }

  @Override
  public int documentFrequency() {
    return 1;
  }

  @Override
  public long totalTermFrequency() {
    return 1;
  }

  @Override
  public boolean nextDocument() {
    boolean first = !visited;
    visited = true;
    return first;
  }

  @Override
  public int document() {
    return documents.document();
  }

  @Override
  public int frequency() {
    return 1;
  }

  @Override
  public int nextPosition() {
    throw new UnsupportedOperationException("Ids have no positions");
  }
}
