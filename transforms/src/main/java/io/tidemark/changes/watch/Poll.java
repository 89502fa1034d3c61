package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.storage.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one poll gave: what {@link HorizonTracker} claims.
 *
 * @param next the horizon after it
 * @param discoveries in the order they are emitted
 * @param lists requests made to the store
 * @param failure why the poll came to nothing; null when it did not
 * @param warning of something seen that is not read and looks like a mistake; null for none
 */
record Poll(
    Horizon next,
    List<Discovery> discoveries,
    int lists,
    @Nullable StoreException failure,
    @Nullable String warning) {
  Poll {
    discoveries = List.copyOf(discoveries);
  }
}
