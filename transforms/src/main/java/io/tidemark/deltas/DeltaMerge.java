package io.tidemark.deltas;

import java.util.List;

/**
 * Merges the deltas of a shard. Two k-way merges over sorted sections: first the documents, by id,
 * which tells which are superseded and what numbers the others get; then, field by field, the
 * terms. Works on encoded sections from end to end and needs no index settings: documents are
 * copied whole, postings have their document numbers replaced and their positions copied.
 */
final class DeltaMerge {
  private DeltaMerge() {}

  static PostingDelta of(List<PostingDelta> deltas) {
    DocumentMerge documents = DocumentMerge.of(deltas);
    byte[] postings = PostingsMerge.of(deltas, documents);
    Evidence evidence =
        Evidence.union(
            deltas.stream().map(delta -> Evidence.decode(delta.evidenceSection())).toList());
    return new PostingDelta(
        documents.count(), documents.deletes(), documents.section(), postings, evidence.encode());
  }
}
