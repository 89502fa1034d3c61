package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a keyword field as sorted set doc values. Terms are looked up by walking the delta's
 * cursor: cheap in ascending order, which is how codecs ask.
 */
final class SortedOrdinals extends SortedSetDocValues {
  private final Keywords keywords;
  private final SortedNumbers ordinals;
  private @Nullable TermCursor cursor;
  private long current = -1;

  SortedOrdinals(Keywords keywords) {
    this.keywords = keywords;
    this.ordinals = new SortedNumbers(keywords.ordinals());
  }

  @Override
  public long nextOrd() {
    return ordinals.nextValue();
  }

  @Override
  public int docValueCount() {
    return ordinals.docValueCount();
  }

  @Override
  public BytesRef lookupOrd(long ordinal) {
    TermCursor walk = cursor;
    if (walk == null || ordinal < current) {
      walk = keywords.cursors().get();
      cursor = walk;
      current = -1;
    }
    while (current < ordinal) {
      if (!walk.next()) {
        throw new IllegalArgumentException("No term has the ordinal " + ordinal);
      }
      current++;
    }
    return walk.term();
  }

  @Override
  public long getValueCount() {
    return keywords.terms();
  }

  @Override
  public boolean advanceExact(int target) {
    return ordinals.advanceExact(target);
  }

  @Override
  public int docID() {
    return ordinals.docID();
  }

  @Override
  public int nextDoc() {
    return ordinals.nextDoc();
  }

  @Override
  public int advance(int target) {
    return ordinals.advance(target);
  }

  @Override
  public long cost() {
    return ordinals.cost();
  }
}
