package io.tidemark.changes.watch;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads an instant that a person wrote where a word would do as well. */
final class GivenInstant {
  private GivenInstant() {}

  /**
   * Reads ISO-8601, in UTC.
   *
   * @param attempt what was to be done with it
   * @param words that could be given instead
   */
  static Instant parse(String text, String attempt, String words) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Cannot "
              + attempt
              + " '"
              + text
              + "': give "
              + words
              + " or an instant such as 2026-05-04T18:30:00Z",
          e);
    }
  }
}
