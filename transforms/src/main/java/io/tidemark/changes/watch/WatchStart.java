package io.tidemark.changes.watch;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a watch begins that has nothing to resume.
 *
 * @param kind of start
 * @param instant of {@link Kind#AT}, else null
 */
public record WatchStart(Kind kind, @Nullable Instant instant) implements Serializable {
  /** With the oldest partition there is. */
  public static final WatchStart EARLIEST = new WatchStart(Kind.EARLIEST, null);

  /** With the newest partition there is, once the first poll looks. */
  public static final WatchStart LATEST = new WatchStart(Kind.LATEST, null);

  /** The ways to begin. */
  public enum Kind {
    EARLIEST,
    LATEST,
    AT
  }

  public WatchStart {
    if ((kind == Kind.AT) != (instant != null)) {
      throw new IllegalArgumentException("Only a start at an instant has an instant");
    }
  }

  /** With the first partition that starts at or after an instant. */
  public static WatchStart at(Instant instant) {
    return new WatchStart(Kind.AT, instant);
  }

  /** Reads {@code earliest}, {@code latest} or an instant such as {@code 2026-05-04T18:30:00Z}. */
  public static WatchStart parse(String text) {
    return switch (text) {
      case "earliest" -> EARLIEST;
      case "latest" -> LATEST;
      default -> at(GivenInstant.parse(text, "start from", "earliest, latest"));
    };
  }
}
