package io.tidemark.publish.segment;

import io.tidemark.deltas.TermCursor;
import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A term cursor as a codec walks terms: once, forwards, each term's postings right after it. */
final class DeltaTermsEnum extends BaseTermsEnum {
  private final TermCursor cursor;
  private final DeltaPostings postings;
  private final SegmentFields.Counter counter;

  DeltaTermsEnum(TermCursor cursor, SegmentFields.Counter counter) {
    this.cursor = cursor;
    this.postings = new DeltaPostings(cursor);
    this.counter = counter;
  }

  @Override
  public @Nullable BytesRef next() {
    if (!cursor.next()) {
      return null;
    }
    counter.count(cursor.documentFrequency());
    return cursor.term();
  }

  @Override
  public BytesRef term() {
    return cursor.term();
  }

  @Override
  public int docFreq() {
    return cursor.documentFrequency();
  }

  @Override
  public long totalTermFreq() {
    return cursor.totalTermFrequency();
  }

  @Override
  public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) {
    postings.rewind();
    return postings;
  }

  @Override
  public ImpactsEnum impacts(int flags) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekStatus seekCeil(BytesRef text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void seekExact(long ordinal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long ord() {
    throw new UnsupportedOperationException();
  }
}
