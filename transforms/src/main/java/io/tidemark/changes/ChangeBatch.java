package io.tidemark.changes;

import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ReadChanges} hands on: the changes of one piece of one object, or the news that a
 * partition closed. Coarse on purpose: a few megabytes of documents cross the pipeline as one
 * element.
 *
 * @param piece read; null when this only tells that a partition closed
 * @param changes in the order of the object
 * @param rejects records of the piece that could not be read
 * @param closed the partition that closed; null when this is a piece
 */
@DefaultCoder(ChangeBatchCoder.class)
public record ChangeBatch(
    @Nullable ObjectPiece piece,
    List<DocumentChange> changes,
    List<Reject> rejects,
    @Nullable PartitionClosed closed) {
  public ChangeBatch {
    changes = List.copyOf(changes);
    rejects = List.copyOf(rejects);
    if ((piece == null) == (closed == null)) {
      throw new IllegalArgumentException(
          "A batch is either a piece or a closing, not both or none");
    }
  }

  /** The changes and rejects of one piece of one object. */
  public static ChangeBatch of(
      ObjectPiece piece, List<DocumentChange> changes, List<Reject> rejects) {
    return new ChangeBatch(piece, changes, rejects, null);
  }

  /** The news that a partition closed. */
  public static ChangeBatch of(PartitionClosed closed) {
    return new ChangeBatch(null, List.of(), List.of(), closed);
  }
}
