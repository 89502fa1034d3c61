package io.tidemark.changes.read.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class StrictUtf8Test {

  @Property
  void agrees_with_the_platform_on_what_is_valid(@ForAll("nearlyUtf8") byte[] bytes) {
    int invalid = StrictUtf8.invalid(bytes, 0, bytes.length);

    assertThat(invalid < 0, is(valid(bytes, bytes.length)));
    assertThat(invalid < 0 || valid(bytes, invalid), is(true));
  }

  @Property
  void encodes_as_the_platform_does(@ForAll("withHalfPairs") String text) {
    byte[] out = new byte[3 * text.length() + 5];
    boolean wholePairs = StandardCharsets.UTF_8.newEncoder().canEncode(text);

    int end = StrictUtf8.encode(text.toCharArray(), text.length(), out, 5);

    if (wholePairs) {
      assertThat(Arrays.copyOfRange(out, 5, end), is(text.getBytes(StandardCharsets.UTF_8)));
      assertThat(StrictUtf8.length(text), is(end - 5));
    } else {
      assertThat(end, is(-1));
      assertThat(StrictUtf8.length(text), is(-1));
    }
  }

  @Provide
  Arbitrary<String> withHalfPairs() {
    Arbitrary<String> whole = Arbitraries.of("a", "é", "€", "\uFFFF", "😀");
    Arbitrary<String> half = Arbitraries.of("\uD83D", "\uDE00");
    return Arbitraries.frequencyOf(Tuple.of(12, whole), Tuple.of(1, half))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  /** Valid text of every length of sequence, with a few bytes changed. */
  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<byte[]> text =
        Arbitraries.strings()
            .withChars('a', 'é', '€', '\uD7FF', '\uE000')
            .withChars("😀".toCharArray())
            .ofMaxLength(20)
            .map(string -> string.getBytes(StandardCharsets.UTF_8));
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 80);
    Arbitrary<Byte> value =
        Arbitraries.of(
                0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xE0, 0xED, 0xEF,
                0xF0, 0xF4, 0xF5, 0xFF)
            .map(Integer::byteValue);
    return text.flatMap(
        bytes ->
            place.flatMap(
                at ->
                    value.map(
                        with -> {
                          byte[] changed = bytes.clone();
                          if (at < changed.length) {
                            changed[at] = with;
                          }
                          return changed;
                        })));
  }

  private static boolean valid(byte[] bytes, int length) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
