package io.tidemark.changes.read;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads one split of an object into batches. */
final class SplitReader {
  /**
   * What reading took.
   *
   * @param bytesRead from the store
   * @param damaged whether any part could not be read
   */
  record Outcome(long bytesRead, boolean damaged) {}

  private final ObjectStore store;
  private final IndexSettings settings;
  private final ReadLimits limits;

  SplitReader(ObjectStore store, IndexSettings settings, ReadLimits limits) {
    this.store = store;
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Reads a split.
   *
   * @throws StoreException when the store does not answer or denies access: read again later
   */
  Outcome read(ObjectSplit split, Consumer<ChangeBatch> out) throws IOException {
    RecordSink sink = new RecordSink(split, settings, limits, out);
    try (ObjectRange range = new ObjectRange(store, split.object(), split.from(), split.to())) {
      try {
        if (split.object().size() > 0) {
          RecordFormats.named(split.format()).read(split, range, limits, sink);
          if (sink.damaged()) {
            range.drain();
          }
        }
      } catch (StoreException e) {
        if (!lost(e)) {
          throw e;
        }
        sink.damage(0, -1, reason(e), "");
      }
      sink.finish();
      return new Outcome(range.bytesRead(), sink.damaged());
    }
  }

  /** Whether the version of the object that was found is no longer there to be read. */
  static boolean lost(StoreException e) {
    return e.kind() == StoreException.Kind.NOT_FOUND || e.kind() == StoreException.Kind.CHANGED;
  }

  private static String reason(StoreException e) {
    return e.kind() == StoreException.Kind.CHANGED
        ? Excerpt.reason(
            "object was replaced before it was read to its end; its newer version will be found as"
                + " a new object",
            e)
        : Excerpt.reason("object vanished before it was read to its end", e);
  }
}
