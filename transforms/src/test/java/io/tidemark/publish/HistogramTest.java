package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Property
  void percentile_is_that_of_the_values_and_at_most_an_eighth_too_large(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(max = 1L << 40) Long> millis,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    List<Long> sorted = millis.stream().sorted().toList();
    long exact = sorted.get((sorted.size() * percent + 99) / 100 - 1);

    Histogram histogram = histogram(millis);

    assertThat(histogram.size(), is((long) millis.size()));
    assertThat(histogram.maxMillis(), is(sorted.get(sorted.size() - 1)));
    assertThat(histogram.percentileMillis(percent), greaterThanOrEqualTo(exact));
    assertThat(histogram.percentileMillis(percent), lessThanOrEqualTo(exact + exact / 8));
  }

  @Property
  void values_in_two_steps_are_as_values_in_one(
      @ForAll List<@LongRange(max = 1L << 40) Long> millis, @ForAll @IntRange(max = 20) int first) {
    int cut = Math.min(first, millis.size());

    Histogram steps =
        histogram(millis.subList(0, cut))
            .with(millis.subList(cut, millis.size()).stream().map(Duration::ofMillis).toList());

    assertThat(steps, is(histogram(millis)));
  }

  @Test
  void no_values_and_clocks_that_disagree_give_zero() {
    assertThat(Histogram.EMPTY.percentileMillis(99), is(0L));
    assertThat(histogram(List.of(-5L)).percentileMillis(50), is(0L));
    assertThat(histogram(List.of(-5L)).size(), is(1L));
  }

  private static Histogram histogram(List<Long> millis) {
    return Histogram.EMPTY.with(millis.stream().map(Duration::ofMillis).toList());
  }
}
