package io.tidemark.changes.read.document;

import io.tidemark.settings.FieldSettings;
import java.time.DateTimeException;

/**
 * A date field: ISO-8601 with an offset ({@code 2026-01-05T10:00:00Z}, {@code +02:00}), an ISO-8601
 * date, which is its first instant in UTC, or epoch milliseconds. Finer than a millisecond is cut
 * off.
 */
final class DateSlot extends FieldSlot {
  DateSlot(int field, FieldSettings settings) {
    super(field, settings, "an ISO-8601 date or instant with an offset, or epoch milliseconds");
  }

  @Override
  void text(String value) {
    try {
      add(DateText.epochMillis(value));
    } catch (DateTimeException | ArithmeticException e) {
      wrong("\"" + Excerpt.of(value, 40) + "\"");
    }
  }

  @Override
  void integer(long value) {
    add(value);
  }

  @Override
  public void instant(long raw, long epochMillis) {
    add(epochMillis);
  }
}
