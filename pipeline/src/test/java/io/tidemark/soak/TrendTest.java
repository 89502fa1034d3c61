package io.tidemark.soak;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void tells_the_medians_of_the_outer_quarters_and_the_slope_an_hour() {
    List<Trend.Point> points =
        IntStream.rangeClosed(0, 12).mapToObj(i -> new Trend.Point(300.0 * i, 10 + i)).toList();

    Trend trend = Trend.of(points);

    assertThat(trend, is(new Trend(13, 11.5, 20.5, 12)));
  }

  @Test
  void a_spike_moves_nothing() {
    List<Trend.Point> points =
        IntStream.rangeClosed(0, 12)
            .mapToObj(i -> new Trend.Point(300.0 * i, i == 11 ? 1_000 : 7))
            .toList();

    Trend trend = Trend.of(points);

    assertThat(trend, is(new Trend(13, 7, 7, 0)));
  }

  @Test
  void nothing_has_no_trend() {
    Trend trend = Trend.of(List.of());

    assertThat(trend.samples(), is(0));
  }
}
