package io.tidemark.deltas;

import io.tidemark.changes.DocumentChange;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** A change of a batch with what it is sorted by. */
record Candidate(int shard, BytesRef id, DocumentChange change, int ordinal)
    implements Comparable<Candidate> {

  /** All changes of a batch: by shard, then id, then the newest first. */
  static List<Candidate> sorted(List<DocumentChange> changes, int shards) {
    List<Candidate> sorted = new ArrayList<>(changes.size());
    for (DocumentChange change : changes) {
      BytesRef id = new BytesRef(change.id());
      sorted.add(new Candidate(Shards.of(id, shards), id, change, sorted.size()));
    }
    sorted.sort(null);
    return sorted;
  }

  /** Whether this changes the same document. */
  boolean sameDocument(Candidate other) {
    return shard == other.shard && id.bytesEquals(other.id);
  }

  @Override
  public int compareTo(Candidate other) {
    if (shard != other.shard) {
      return Integer.compare(shard, other.shard);
    }
    int byId = id.compareTo(other.id);
    return byId != 0 ? byId : other.change.rank().compareTo(change.rank());
  }
}
