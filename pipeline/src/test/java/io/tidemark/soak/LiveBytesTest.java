package io.tidemark.soak;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LiveBytesTest {
  private static final String HISTOGRAM =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:         30000        2400000  [B (java.base@17.0.15)
         2:          1000          24000  java.lang.String (java.base@17.0.15)
         3:             5            120  io.tidemark.publish.LayerRef
      Total         31005        2424120
      """;

  @Test
  void the_sum_and_each_class_are_read() {
    LiveBytes live = LiveBytes.parse(HISTOGRAM);

    assertThat(
        live,
        is(
            new LiveBytes(
                2_424_120,
                Map.of(
                    "[B", 2_400_000L,
                    "java.lang.String", 24_000L,
                    "io.tidemark.publish.LayerRef", 120L))));
  }

  @Test
  void what_grew_most_comes_first() {
    LiveBytes before = new LiveBytes(2_400_100, Map.of("[B", 2_400_000L, "gone", 100L));

    List<String> growth = LiveBytes.parse(HISTOGRAM).growthSince(before, 1);

    assertThat(growth, is(List.of("     +24,000 bytes  java.lang.String")));
  }

  @Test
  void an_answer_that_is_no_histogram_is_refused() {
    Assertions.assertThrows(
        IllegalArgumentException.class, () -> LiveBytes.parse("4711:\nUnknown command\n"));
  }
}
