package io.tidemark.changes.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparing instants one of which may be missing. */
final class Times {
  private Times() {}

  /** The later one; the other when one is missing. */
  static Instant max(@Nullable Instant a, Instant b) {
    return a == null || a.isBefore(b) ? b : a;
  }

  /** The later one; the other when one is missing; null when both are. */
  static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return b == null ? a : max(a, b);
  }

  /** The earlier one. */
  static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
