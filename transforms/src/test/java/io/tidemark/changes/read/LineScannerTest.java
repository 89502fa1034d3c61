package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class LineScannerTest {
  private record Line(long offset, boolean tooLong, String start) {}

  @Property(tries = 200)
  void finds_the_lines_however_the_stream_delivers(
      @ForAll("lineLengths") List<Integer> lengths, @ForAll long seed) throws IOException {
    int max = 150_000;
    StringBuilder text = new StringBuilder();
    List<Line> expected = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < lengths.size(); i++) {
      String line = String.valueOf((char) ('a' + i % 26)).repeat(lengths.get(i));
      boolean tooLong = line.length() > max;
      expected.add(new Line(text.length(), tooLong, tooLong ? line.substring(0, 1000) : line));
      text.append(line).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);

    List<Line> found = scan(new LineScanner(new Dribble(bytes, random), 0, max), max);

    assertThat(found, is(expected));
  }

  @Provide
  Arbitrary<List<Integer>> lineLengths() {
    Arbitrary<Integer> length =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 40)),
            Tuple.of(2, Arbitraries.integers().between(65_000, 66_000)),
            Tuple.of(1, Arbitraries.integers().between(149_990, 150_010)),
            Tuple.of(1, Arbitraries.integers().between(300_000, 400_000)));
    return length.list().ofMaxSize(12);
  }

  @Test
  void last_line_needs_no_end() throws IOException {
    List<Line> found = scan(scanner("a\nb"), 10);

    assertThat(found, is(List.of(new Line(0, false, "a"), new Line(2, false, "b"))));
  }

  @Test
  void empty_stream_has_no_line() throws IOException {
    assertThat(scan(scanner(""), 10), is(List.of()));
  }

  @Test
  void too_long_line_at_the_end_is_one_line() throws IOException {
    List<Line> found = scan(scanner("a\n" + "b".repeat(200_000)), 10);

    assertThat(found, is(List.of(new Line(0, false, "a"), new Line(2, true, "b".repeat(1000)))));
  }

  private static LineScanner scanner(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new LineScanner(new ByteArrayInputStream(bytes), 0, 10);
  }

  private static List<Line> scan(LineScanner lines, int max) throws IOException {
    List<Line> found = new ArrayList<>();
    while (lines.next()) {
      int length = Math.min(lines.end() - lines.start(), lines.tooLong() ? 1000 : max);
      byte[] start = Arrays.copyOfRange(lines.buffer(), lines.start(), lines.start() + length);
      found.add(
          new Line(lines.offset(), lines.tooLong(), new String(start, StandardCharsets.US_ASCII)));
    }
    return found;
  }

  /** Delivers a random number of bytes a read. */
  private static final class Dribble extends InputStream {
    private final InputStream in;
    private final Random random;

    Dribble(byte[] bytes, Random random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      throw new AssertionError("Byte by byte is too slow");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, 1 + random.nextInt(length));
    }
  }
}
