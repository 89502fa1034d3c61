package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Skips terms of dead documents only, and counts live documents only. Frequencies are the segment's
 * less those found by leaping from dead document to dead document in the postings, so they cost the
 * less the fewer documents are dead, and nothing when nobody asks.
 */
final class LiveTermsEnum extends FilterLeafReader.FilterTermsEnum {
  private static final int UNKNOWN = -1;

  private final FixedBitSet dead;
  private final int deadCount;
  private final boolean frequencies;
  private @Nullable PostingsEnum postings;
  private int docFreq = UNKNOWN;
  private long totalTermFreq = UNKNOWN;

  LiveTermsEnum(TermsEnum in, FixedBitSet dead, boolean frequencies) {
    super(in);
    this.dead = dead;
    this.deadCount = dead.cardinality();
    this.frequencies = frequencies;
  }

  @Override
  public @Nullable BytesRef next() throws IOException {
    BytesRef term;
    do {
      forget();
      term = in.next();
    } while (term != null && !hasLive());
    return term;
  }

  @Override
  public boolean seekExact(BytesRef text) throws IOException {
    forget();
    return in.seekExact(text) && hasLive();
  }

  @Override
  public SeekStatus seekCeil(BytesRef text) throws IOException {
    forget();
    SeekStatus status = in.seekCeil(text);
    if (status == SeekStatus.END || hasLive()) {
      return status;
    }
    return next() == null ? SeekStatus.END : SeekStatus.NOT_FOUND;
  }

  @Override
  public void seekExact(BytesRef term, TermState state) throws IOException {
    forget();
    in.seekExact(term, state);
  }

  @Override
  public int docFreq() throws IOException {
    count();
    return docFreq;
  }

  @Override
  public long totalTermFreq() throws IOException {
    count();
    return totalTermFreq;
  }

  private void forget() {
    docFreq = UNKNOWN;
    totalTermFreq = UNKNOWN;
  }

  private boolean hasLive() throws IOException {
    if (in.docFreq() > deadCount) {
      return true;
    }
    postings = in.postings(postings, PostingsEnum.NONE);
    int doc = postings.nextDoc();
    while (doc != PostingsEnum.NO_MORE_DOCS && dead.get(doc)) {
      doc = postings.nextDoc();
    }
    return doc != PostingsEnum.NO_MORE_DOCS;
  }

  private void count() throws IOException {
    if (docFreq != UNKNOWN) {
      return;
    }
    int deadDocs = 0;
    long deadFreq = 0;
    postings = in.postings(postings, frequencies ? PostingsEnum.FREQS : PostingsEnum.NONE);
    int doc = postings.nextDoc();
    while (doc != PostingsEnum.NO_MORE_DOCS) {
      int wanted = dead.nextSetBit(doc);
      if (wanted == doc) {
        deadDocs++;
        deadFreq += frequencies ? postings.freq() : 1;
        doc = postings.nextDoc();
      } else {
        doc = wanted == PostingsEnum.NO_MORE_DOCS ? wanted : postings.advance(wanted);
      }
    }
    docFreq = in.docFreq() - deadDocs;
    totalTermFreq = in.totalTermFreq() - deadFreq;
  }
}
