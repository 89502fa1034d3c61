package io.tidemark.index;

import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Walks or searches the ids of one segment in ascending order, tombstones included. */
final class IdCursor {
  private final OpenSegment segment;
  private final TermsEnum terms;
  private @Nullable PostingsEnum postings;
  private BytesRef id = new BytesRef();
  private int document = -1;

  private IdCursor(OpenSegment segment, TermsEnum terms) {
    this.segment = segment;
    this.terms = terms;
  }

  /** A cursor before the first id. */
  static IdCursor open(OpenSegment segment) throws IOException {
    Terms terms = segment.leaf().terms(IndexSettings.ID_FIELD);
    return new IdCursor(segment, terms == null ? TermsEnum.EMPTY : terms.iterator());
  }

  /** Moves to the next id; false after the last. */
  boolean next() throws IOException {
    BytesRef term = terms.next();
    if (term == null) {
      document = PostingsEnum.NO_MORE_DOCS;
      return false;
    }
    take(term);
    return true;
  }

  /** Moves to an id that is not before the current one; false when the segment has no such id. */
  boolean seek(BytesRef wanted) throws IOException {
    if (!terms.seekExact(wanted)) {
      return false;
    }
    take(wanted);
    return true;
  }

  /** The current id; valid until the next move. */
  BytesRef id() {
    return id;
  }

  /** Number of the current document in its segment; {@code NO_MORE_DOCS} after the last. */
  int document() {
    return document;
  }

  private void take(BytesRef term) throws IOException {
    id = term;
    postings = terms.postings(postings, PostingsEnum.NONE);
    document = postings.nextDoc();
    if (postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
      throw new CorruptIndexException(
          "two documents with the id " + term.utf8ToString(), segment.key());
    }
  }
}
