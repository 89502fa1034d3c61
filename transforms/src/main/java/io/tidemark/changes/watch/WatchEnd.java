package io.tidemark.changes.watch;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a watch ends by itself.
 *
 * @param kind of end
 * @param instant of {@link Kind#AT}, else null
 */
public record WatchEnd(Kind kind, @Nullable Instant instant) implements Serializable {
  /** Not at all. */
  public static final WatchEnd NEVER = new WatchEnd(Kind.NEVER, null);

  /** Once it has taken what is there, waiting for nothing. */
  public static final WatchEnd NOW = new WatchEnd(Kind.NOW, null);

  /** The ways to end. */
  public enum Kind {
    NEVER,
    NOW,
    AT
  }

  public WatchEnd {
    if ((kind == Kind.AT) != (instant != null)) {
      throw new IllegalArgumentException("Only an end at an instant has an instant");
    }
  }

  /** When the watermark reaches an instant; partitions that start at or after it are not read. */
  public static WatchEnd at(Instant instant) {
    return new WatchEnd(Kind.AT, instant);
  }

  /** Reads {@code never}, {@code now} or an instant such as {@code 2026-05-04T18:30:00Z}. */
  public static WatchEnd parse(String text) {
    return switch (text) {
      case "never" -> NEVER;
      case "now" -> NOW;
      default -> at(GivenInstant.parse(text, "run until", "now"));
    };
  }

  /** Whether the watch ends by itself. */
  public boolean bounded() {
    return kind != Kind.NEVER;
  }

  /** Whether it takes what is there and ends. */
  boolean now() {
    return kind == Kind.NOW;
  }
}
