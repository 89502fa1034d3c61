package io.tidemark.testdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadLineEncoderTest {
  private static final CatalogueChange VICTIM =
      new CatalogueChange("ad-000007", 41, Instant.parse("2026-05-04T18:30:12.345Z"), null);
  private static final int FORMS = 200;

  @ParameterizedTest
  @EnumSource
  void no_form_of_any_kind_is_a_record_or_breaks_the_lines(BadLine.Kind kind) {
    for (int salt = 0; salt < FORMS; salt++) {
      byte[] line = encode(kind, salt);

      String text = new String(line, UTF_8);
      assertThat(text, DeliveredRecords.parse(line), is(Optional.empty()));
      assertThat(text.indexOf('\n'), is(-1));
      assertThat(line, is(encode(kind, salt)));
    }
  }

  @Test
  void bad_utf8_is_the_only_kind_with_bytes_that_are_none() {
    for (BadLine.Kind kind : BadLine.Kind.values()) {
      for (int salt = 0; salt < FORMS; salt++) {
        assertThat(isUtf8(encode(kind, salt)), is(kind != BadLine.Kind.BAD_UTF8));
      }
    }
  }

  @Test
  void blank_is_white_space_only_and_nothing_else_is() {
    for (BadLine.Kind kind : BadLine.Kind.values()) {
      for (int salt = 0; salt < FORMS; salt++) {
        String line = new String(encode(kind, salt), UTF_8);
        assertThat(line.isBlank(), is(kind == BadLine.Kind.BLANK));
      }
    }
  }

  @Test
  void truncated_line_is_the_start_of_its_victim() {
    String whole = new String(ChangeEncoder.encode(VICTIM), UTF_8);

    for (int salt = 0; salt < FORMS; salt++) {
      String line = new String(encode(BadLine.Kind.TRUNCATED, salt), UTF_8);
      assertThat(whole, both(startsWith(line)).and(is(not(line))));
    }
  }

  @Test
  void record_like_lines_would_supersede_their_victim() {
    assertThat(
        new String(encode(BadLine.Kind.BAD_OP, 1), UTF_8),
        matchesPattern(
            "\\{\"id\":\"ad-000007\",\"op\":.+,\"version\":1000000000041,"
                + "\"description\":\"unreadable\"}"));
    assertThat(
        new String(encode(BadLine.Kind.NO_ID, 1), UTF_8),
        is("{\"op\":\"upsert\",\"version\":1000000000041,\"description\":\"unreadable\"}"));
  }

  private static byte[] encode(BadLine.Kind kind, int salt) {
    return BadLineEncoder.encode(new BadLine(kind, VICTIM, salt));
  }

  private static boolean isUtf8(byte[] line) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
