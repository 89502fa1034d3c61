package io.tidemark.deltas;

import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * What some changes do to one shard: the newest change of every document in them, and for each
 * field and term the postings of those that are upserts. Immutable; already in the form it is
 * shipped in, so passing it on costs a few array copies at most.
 *
 * <p>Documents are in ascending order of their ids' UTF-8 bytes and numbered from 0 in that order;
 * terms are in ascending order of their bytes.
 */
@DefaultCoder(PostingDeltaCoder.class)
public final class PostingDelta {
  // Encoded sections, see PostingDeltaCoder: owned by this package.
  /** How many documents, deletes included. */
  public int documentCount() {
    throw new UnsupportedOperationException();
  }

  /** How many of the documents are deletes. */
  public int deleteCount() {
    throw new UnsupportedOperationException();
  }

  /** A cursor before the first document. */
  public DocumentCursor documents() {
    throw new UnsupportedOperationException();
  }

  /** A cursor before the first term of a field; empty for a field with no postings. */
  public TermCursor terms(int field) {
    throw new UnsupportedOperationException();
  }

  /** Receipts of the pieces this delta holds, in a canonical order, without duplicates. */
  public List<Receipt> receipts() {
    throw new UnsupportedOperationException();
  }

  /** Rejected records as JSON lines, in a canonical order, without duplicates. */
  public List<String> rejects() {
    throw new UnsupportedOperationException();
  }

  /** Closings of partitions as JSON objects, in a canonical order, without duplicates. */
  public List<String> closings() {
    throw new UnsupportedOperationException();
  }

  /**
   * The first 16 bytes of a SHA-256 over the documents and postings (not the receipts, rejects and
   * closings): equal for equal content, whatever batches and merges it came through.
   */
  public byte[] contentId() {
    throw new UnsupportedOperationException();
  }
}
