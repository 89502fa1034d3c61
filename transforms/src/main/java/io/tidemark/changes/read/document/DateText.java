package io.tidemark.changes.read.document;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads ISO-8601 dates and date-times with an offset. The usual form, {@code
 * 2026-01-05T00:56:03.757Z} and the same without a fraction, is read here, many times faster; the
 * others by {@code java.time}.
 */
final class DateText {
  private static final int DATE = "2026-01-05".length();
  private static final int SECONDS = "2026-01-05T00:56:03".length();

  private DateText() {}

  /**
   * Epoch milliseconds.
   *
   * @throws java.time.DateTimeException when it is no such text
   * @throws ArithmeticException when it is out of range
   */
  static long epochMillis(String text) {
    if (text.length() == DATE) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
    return usualForm(text) ? usual(text) : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  /** To the second, at most nine digits of a fraction, and Z. */
  private static boolean usualForm(String text) {
    int last = text.length() - 1;
    if (last < SECONDS || text.charAt(last) != 'Z' || last > SECONDS + 10) {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char c = text.charAt(i);
      boolean right =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case 19 -> c == '.' && last > SECONDS + 1;
            default -> c >= '0' && c <= '9';
          };
      if (!right) {
        return false;
      }
    }
    return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
  }

  private static long usual(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    long seconds = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
    long millis = 0;
    for (int i = SECONDS + 1; i < SECONDS + 4; i++) {
      millis = millis * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return (day * 86_400L + seconds) * 1000L + millis;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
