package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the index showed.
 *
 * @param heartbeat of the run; null when there is none, or it cannot be read
 * @param head the newest snapshot; null when it cannot be read
 * @param unreadable why the index cannot be read; null when it can
 */
record Look(@Nullable Heartbeat heartbeat, @Nullable Head head, @Nullable String unreadable) {

  static Look of(@Nullable Heartbeat heartbeat, Head head) {
    return new Look(heartbeat, head, null);
  }

  static Look unreadable(String reason) {
    return new Look(null, null, reason);
  }
}
