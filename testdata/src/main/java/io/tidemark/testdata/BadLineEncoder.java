package io.tidemark.testdata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes bad lines. Their ids are real and their versions ahead of all real ones, so a reader that
 * lets one pass ends up with a wrong index and is found out.
 */
final class BadLineEncoder {
  /** In the texts of bad lines and nowhere else: a search for it must find nothing. */
  static final String NEVER_INDEXED = "unreadable";

  private static final long AHEAD = 1_000_000_000_000L;
  private static final String TEXT = "\"description\":\"" + NEVER_INDEXED + "\"}";
  private static final List<String> BAD_VERSIONS =
      List.of("\"newest\"", "true", "1.5", "{\"v\":1}", "9223372036854775808");
  private static final List<String> BAD_OPS = List.of("\"purge\"", "7", "\"\"", "[\"upsert\"]");
  private static final List<String> NOT_OBJECTS = List.of("\"text\"", "42", "[1,2,3]", "null");
  private static final List<String> BLANKS = List.of("   ", "\t", "");
  private static final String GARBAGE_LETTERS = "<>[]{}!%$#@ \tabcxyz0189";

  private BadLineEncoder() {}

  /** The line, without a line feed; the same for the same line. */
  static byte[] encode(BadLine line) {
    Dice dice = new Dice(line.salt());
    long version = line.victim().version() + AHEAD;
    return switch (line.kind()) {
      case TRUNCATED -> truncated(line.victim(), dice);
      case BAD_UTF8 -> withBadBytes(record(line, "\"upsert\"", Long.toString(version)), dice);
      case NO_ID -> utf8("{\"op\":\"upsert\",\"version\":" + version + "," + TEXT);
      case BAD_VERSION -> utf8(record(line, "\"upsert\"", pick(BAD_VERSIONS, dice)));
      case BAD_OP -> utf8(record(line, pick(BAD_OPS, dice), Long.toString(version)));
      case NOT_OBJECT -> utf8(pick(NOT_OBJECTS, dice));
      case BLANK -> utf8(pick(BLANKS, dice));
      case GARBAGE -> garbage(dice);
    };
  }

  private static String record(BadLine line, String op, String version) {
    String id = "{\"id\":\"" + line.victim().id() + "\"";
    return id + ",\"op\":" + op + ",\"version\":" + version + "," + TEXT;
  }

  private static byte[] truncated(CatalogueChange victim, Dice dice) {
    byte[] whole = ChangeEncoder.encode(victim);
    return Arrays.copyOf(whole, dice.between(1, whole.length - 1));
  }

  /** A lone continuation byte, a start without its continuation, or a byte UTF-8 never has. */
  private static byte[] withBadBytes(String record, Dice dice) {
    byte[] line = utf8(record);
    byte[] bad = {(byte) 0x80, (byte) 0xC3, (byte) 0xFF};
    line[line.length - 3] = bad[dice.below(bad.length)];
    return line;
  }

  private static byte[] garbage(Dice dice) {
    StringBuilder text = new StringBuilder("<");
    int length = dice.between(8, 80);
    for (int i = 0; i < length; i++) {
      text.append(GARBAGE_LETTERS.charAt(dice.below(GARBAGE_LETTERS.length())));
    }
    return utf8(text.toString());
  }

  private static String pick(List<String> forms, Dice dice) {
    return forms.get(dice.below(forms.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
