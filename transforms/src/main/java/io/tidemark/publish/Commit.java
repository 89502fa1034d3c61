package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import java.util.List;

/**
 * What became of a layer.
 *
 * @param snapshot that shows it
 * @param first whether this commit made it so; false when all of it was there before
 * @param indexed when the objects came that it completed and that are in the index
 */
record Commit(SnapshotHead snapshot, boolean first, List<Receipt.Times> indexed) {
  Commit {
    indexed = List.copyOf(indexed);
  }

  /** Of a layer that changes nothing. */
  static Commit none(SnapshotHead snapshot) {
    return new Commit(snapshot, false, List.of());
  }
}
