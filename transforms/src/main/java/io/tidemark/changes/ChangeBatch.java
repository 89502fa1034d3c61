package io.tidemark.changes;

import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ReadChanges} hands on: the changes of one piece of one object, or news of the poller.
 * Coarse on purpose: a few megabytes of documents cross the pipeline as one element.
 *
 * @param piece read; null when this is news
 * @param changes in the order of the object
 * @param rejects records of the piece that could not be read
 * @param notice the news; null when this is a piece
 */
@DefaultCoder(ChangeBatchCoder.class)
public record ChangeBatch(
    @Nullable ObjectPiece piece,
    List<DocumentChange> changes,
    List<Reject> rejects,
    @Nullable Notice notice) {
  public ChangeBatch {
    changes = List.copyOf(changes);
    rejects = List.copyOf(rejects);
    if ((piece == null) == (notice == null)) {
      throw new IllegalArgumentException("A batch is either a piece or a notice, not both or none");
    }
  }

  /** The changes and rejects of one piece of one object. */
  public static ChangeBatch of(
      ObjectPiece piece, List<DocumentChange> changes, List<Reject> rejects) {
    return new ChangeBatch(piece, changes, rejects, null);
  }

  /** News of the poller. */
  public static ChangeBatch of(Notice notice) {
    return new ChangeBatch(null, List.of(), List.of(), notice);
  }
}
