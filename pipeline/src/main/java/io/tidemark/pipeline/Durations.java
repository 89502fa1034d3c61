package io.tidemark.pipeline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in options. */
public final class Durations {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /**
   * Reads {@code 500ms}, {@code 2s}, {@code 10m}, {@code 6h}, {@code 1d} or ISO-8601.
   *
   * @throws IllegalArgumentException when it is neither, or negative
   */
  public static Duration parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.trim());
    if (matcher.matches()) {
      return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
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
}
