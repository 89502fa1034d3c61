package io.tidemark.index;

import io.tidemark.settings.FieldType;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Reads the numbers of a numeric field in a query: the whole text or nothing, unlike the formats of
 * {@code java.text}, which take 12 from 12abc.
 */
final class FieldNumber extends NumberFormat {
  private static final long serialVersionUID = 1L;

  private final FieldType type;

  FieldNumber(FieldType type) {
    this.type = type;
  }

  /**
   * The number a text stands for.
   *
   * @throws IllegalArgumentException or {@link DateTimeException} when it is none
   */
  static Number parse(FieldType type, String text) {
    return switch (type) {
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DATE -> date(text);
      case TEXT, KEYWORD -> throw new IllegalArgumentException(type + " is no numeric type");
    };
  }

  /** How the numbers of a field are written, for messages. */
  static String form(FieldType type) {
    return switch (type) {
      case LONG -> "a whole number";
      case DOUBLE -> "a number";
      default ->
          "a date as 2026-05-04 (its first instant), 2026-05-04T18:30:00Z or epoch milliseconds";
    };
  }

  private static long date(String text) {
    if (text.matches("-?\\d+")) {
      return Long.parseLong(text);
    }
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof OffsetDateTime zoned
        ? zoned.toInstant().toEpochMilli()
        : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @Override
  public Number parse(String text, ParsePosition position) {
    try {
      Number number = parse(type, text.substring(position.getIndex()));
      position.setIndex(text.length());
      return number;
    } catch (IllegalArgumentException | DateTimeException e) {
      position.setErrorIndex(position.getIndex());
      return 0L;
    }
  }

  @Override
  public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
    return to.append(number);
  }

  @Override
  public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
    return to.append(number);
  }
}
