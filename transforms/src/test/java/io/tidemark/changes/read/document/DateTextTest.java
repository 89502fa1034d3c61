package io.tidemark.changes.read.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

  @Property
  void agrees_with_java_time(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant instant = Instant.ofEpochSecond(seconds, nanos);

    assertThat(DateText.epochMillis(instant.toString()), is(instant.toEpochMilli()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05, 2026-01-05T00:00:00Z",
    "2026-01-05T10:00:00+02:00, 2026-01-05T08:00:00Z",
    "2026-01-05T10:00Z, 2026-01-05T10:00:00Z",
    "2026-01-05T10:00:00.1Z, 2026-01-05T10:00:00.100Z",
    "2026-01-05T10:00:00.123456789Z, 2026-01-05T10:00:00.123Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
  })
  void reads(String text, String same) {
    assertThat(
        DateText.epochMillis(text), is(OffsetDateTime.parse(same).toInstant().toEpochMilli()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-01-05T10:00:00",
        "2026-02-30",
        "2026-02-29T00:00:00Z",
        "2026-01-05T24:00:00Z",
        "2026-01-05T10:60:00Z",
        "2026-01-05T10:00:60Z",
        "2026-01-05 10:00:00Z",
        "2026-01-05T10:00:00.1234567890Z"
      })
  void refuses(String text) {
    assertThrows(DateTimeException.class, () -> DateText.epochMillis(text));
  }
}
