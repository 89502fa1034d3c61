package io.tidemark.testdata;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a partition lie: a template such as {@code dt={yyyy-MM-dd}/hr={HH}/mi={mm}}.
 * What stands in braces is a {@link DateTimeFormatter} pattern, filled with the start of the
 * partition in UTC; all else stands for itself.
 *
 * @param template as described
 */
public record PartitionLayout(String template) {
  /** Down to the minute. */
  public static final PartitionLayout MINUTES =
      new PartitionLayout("dt={yyyy-MM-dd}/hr={HH}/mi={mm}");

  /** Down to the second, for periods under a minute. */
  public static final PartitionLayout SECONDS =
      new PartitionLayout("dt={yyyy-MM-dd}/hr={HH}/mi={mm}/se={ss}");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

  /** The coarsest of the two common layouts that tells partitions of this length apart. */
  public static PartitionLayout forPeriod(Duration period) {
    return period.toSeconds() % 60 == 0 ? MINUTES : SECONDS;
  }

  /**
   * The directory of a partition, without a slash at the end.
   *
   * @throws IllegalArgumentException when the template holds no valid pattern
   */
  public String directory(Instant start) {
    return formatter().format(start.atOffset(ZoneOffset.UTC));
  }

  /** Whether readers of the template get back the start from the directory. */
  boolean tells(Instant start) {
    DateTimeFormatter formatter = formatter();
    try {
      String directory = formatter.format(start.atOffset(ZoneOffset.UTC));
      return LocalDateTime.parse(directory, formatter).toInstant(ZoneOffset.UTC).equals(start);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private DateTimeFormatter formatter() {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    Matcher matcher = PLACEHOLDER.matcher(template);
    int end = 0;
    while (matcher.find()) {
      builder.appendLiteral(template.substring(end, matcher.start()));
      builder.appendPattern(matcher.group(1));
      end = matcher.end();
    }
    return builder
        .appendLiteral(template.substring(end))
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
        .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
        .toFormatter(Locale.ROOT);
  }
}
