package io.tidemark.pipeline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in options. */
public final class Durations {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads {@code 500ms}, {@code 2s}, {@code 10m}, {@code 6h}, {@code 1d} or ISO-8601.
   *
   * @throws IllegalArgumentException when it is neither, or negative
   */
  public static Duration parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.trim());
    if (matcher.matches()) {
      return of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
    try {
      Duration iso = Duration.parse(text.trim());
      if (!iso.isNegative()) {
        return iso;
      }
    } catch (DateTimeParseException notIso) {
      // Told below, with the forms that are.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a duration: write a number and ms, s, m, h or d, such as 10m");
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
