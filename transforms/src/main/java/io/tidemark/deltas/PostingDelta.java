package io.tidemark.deltas;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * What some changes do to one shard: the newest change of every document in them, and for each
 * field and term the postings of those that are upserts. Immutable; already in the form it is
 * shipped in, so passing it on costs a few array copies at most.
 *
 * <p>Documents are in ascending order of their ids' UTF-8 bytes and numbered from 0 in that order;
 * terms are in ascending order of their bytes. Equal content has equal bytes, whatever batches and
 * merges it came through: two deltas are equal when their sections are.
 */
@DefaultCoder(PostingDeltaCoder.class)
public final class PostingDelta {
  /** Holds nothing: merging it with another delta gives the other. */
  public static final PostingDelta EMPTY =
      new PostingDelta(0, 0, new byte[0], new byte[0], new byte[0]);

  private static final int CONTENT_ID_BYTES = 16;

  private final int documentCount;
  private final int deleteCount;
  private final byte[] documents;
  private final byte[] postings;
  private final byte[] evidence;

  PostingDelta(
      int documentCount, int deleteCount, byte[] documents, byte[] postings, byte[] evidence) {
    this.documentCount = documentCount;
    this.deleteCount = deleteCount;
    this.documents = documents;
    this.postings = postings;
    this.evidence = evidence;
  }

  /**
   * Unites deltas of one shard: of each document the change with the greatest rank, the postings of
   * those, and all receipts, rejects and closings. Associative, commutative and idempotent: equal
   * to inverting all their changes at once.
   *
   * @param deltas of the same shard and the same index settings; not changed
   */
  public static PostingDelta merge(Collection<PostingDelta> deltas) {
    return switch (deltas.size()) {
      case 0 -> EMPTY;
      case 1 -> deltas.iterator().next();
      default -> DeltaMerge.of(List.copyOf(deltas));
    };
  }

  /** How many documents, deletes included. */
  public int documentCount() {
    return documentCount;
  }

  /** How many of the documents are deletes. */
  public int deleteCount() {
    return deleteCount;
  }

  /** A cursor before the first document. */
  public DocumentCursor documents() {
    return new EncodedDocuments(documents);
  }

  /** A cursor before the first term of a field; empty for a field with no postings. */
  public TermCursor terms(int field) {
    return EncodedTerms.of(postings, field);
  }

  /** Receipts of the pieces this delta holds, in a canonical order, without duplicates. */
  public List<Receipt> receipts() {
    return Evidence.decode(evidence).receipts();
  }

  /** Rejected records as JSON lines, in a canonical order, without duplicates. */
  public List<String> rejects() {
    return Evidence.decode(evidence).rejects();
  }

  /** Closings of partitions as JSON objects, in a canonical order, without duplicates. */
  public List<String> closings() {
    return Evidence.decode(evidence).closings();
  }

  /**
   * The first 16 bytes of a SHA-256 over the documents and postings (not the receipts, rejects and
   * closings): equal for equal content, whatever batches and merges it came through.
   */
  public byte[] contentId() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(documents);
      // Both sections can be empty and neither says where it ends: this keeps them apart.
      for (int shift = 24; shift >= 0; shift -= 8) {
        digest.update((byte) (documents.length >>> shift));
      }
      digest.update(postings);
      return Arrays.copyOf(digest.digest(), CONTENT_ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Bytes of all sections: what the delta takes in memory and, but for a few, when shipped. */
  public long sizeBytes() {
    return (long) documents.length + postings.length + evidence.length;
  }

  byte[] documentsSection() {
    return documents;
  }

  byte[] postingsSection() {
    return postings;
  }

  byte[] evidenceSection() {
    return evidence;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PostingDelta that
        && Arrays.equals(documents, that.documents)
        && Arrays.equals(postings, that.postings)
        && Arrays.equals(evidence, that.evidence);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(documents) + Arrays.hashCode(evidence);
  }

  @Override
  public String toString() {
    return "PostingDelta[documents="
        + documentCount
        + ", deletes="
        + deleteCount
        + ", bytes="
        + sizeBytes()
        + "]";
  }
}
