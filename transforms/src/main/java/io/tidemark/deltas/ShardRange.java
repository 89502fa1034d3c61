package io.tidemark.deltas;

/** The documents of one shard within a batch: they follow each other, as a batch is sorted. */
final class ShardRange {
  private final int shard;
  private final DocumentInverter documents;
  private final int first;
  private final int firstByte;
  private int last;
  private int lastByte;
  private int deletes;

  /** Starts behind the documents that are in. */
  ShardRange(int shard, DocumentInverter documents) {
    this.shard = shard;
    this.documents = documents;
    first = documents.count();
    firstByte = documents.bytes();
    last = first;
    lastByte = firstByte;
  }

  int shard() {
    return shard;
  }

  boolean isEmpty() {
    return last == first;
  }

  /** Ends behind the documents that are in, of which this is the last. */
  void include(Candidate candidate) {
    last = documents.count();
    lastByte = documents.bytes();
    if (candidate.change().delete()) {
      deletes++;
    }
  }

  /** The delta of the shard; terms must be sorted. */
  PostingDelta encode(Evidence evidence) {
    return new PostingDelta(
        last - first,
        deletes,
        documents.documents(firstByte, lastByte),
        documents.postings(first, last),
        evidence.encode());
  }
}
