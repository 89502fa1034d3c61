package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import java.util.function.Supplier;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/** The terms of one field of a delta. Codecs that write ask for the iterator and nothing else. */
final class DeltaTerms extends Terms {
  private final Supplier<TermCursor> cursors;
  private final SegmentFields.Counter counter;

  DeltaTerms(Supplier<TermCursor> cursors, SegmentFields.Counter counter) {
    this.cursors = cursors;
    this.counter = counter;
  }

  @Override
  public TermsEnum iterator() {
    return new DeltaTermsEnum(cursors.get(), counter);
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public long getSumTotalTermFreq() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long getSumDocFreq() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getDocCount() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasFreqs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasOffsets() {
    return false;
  }

  @Override
  public boolean hasPositions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasPayloads() {
    return false;
  }
}
