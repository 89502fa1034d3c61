package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapTrendTest {

  @Test
  void heap_that_grows_in_a_row_beyond_its_share_is_too_much() {
    assertThat(tooMuch(50, 70, 84, 86), equalTo(List.of(false, false, false, true)));
    assertThat(tooMuch(50, 70, 84, 85), equalTo(List.of(false, false, false, false)));
    assertThat(tooMuch(90, 95, 97), equalTo(List.of(false, false, true)));
  }

  @Test
  void collection_that_frees_something_starts_the_count_anew() {
    assertThat(tooMuch(86, 87, 80, 88, 89), equalTo(List.of(false, false, false, false, true)));
    assertThat(tooMuch(99, 98, 97, 96), equalTo(List.of(false, false, false, false)));
  }

  @Test
  void measurement_counts_once_however_often_it_is_told() {
    assertThat(
        tooMuch(86, 86, 86, 87, 87, 88), equalTo(List.of(false, false, false, false, false, true)));
  }

  @Test
  void unknown_is_no_growth() {
    assertThat(tooMuch(86, -1, 87, -1), equalTo(List.of(false, false, false, false)));
  }

  @Test
  void another_run_starts_anew() {
    HeapTrend trend = new HeapTrend(85, 3);
    trend.take(Beat.of(1).heap(86, 100).make());
    trend.take(Beat.of(2).heap(87, 100).make());

    assertThat(
        trend.take(Beat.of(3).run("run-2").heap(88, 100).make()).isPresent(), equalTo(false));
  }

  @Test
  void growth_is_told_with_its_figures() {
    HeapTrend trend = new HeapTrend(85, 2);
    trend.take(Beat.of(1).heap(800, 1000).make());

    assertThat(
        trend.take(Beat.of(2).heap(901, 1000).make()).orElseThrow(),
        equalTo("its heap after collections grew 2 times in a row, to 90% of 1000 bytes"));
  }

  @Test
  void share_of_zero_is_never_too_much() {
    HeapTrend trend = new HeapTrend(0, 2);
    trend.take(Beat.of(1).heap(98, 100).make());

    assertThat(trend.take(Beat.of(2).heap(99, 100).make()).isPresent(), equalTo(false));
  }

  private static List<Boolean> tooMuch(long... percents) {
    HeapTrend trend = new HeapTrend(85, 3);
    List<Boolean> told = new ArrayList<>();
    for (long percent : percents) {
      told.add(trend.take(Beat.of(told.size()).heap(percent, 100).make()).isPresent());
    }
    return told;
  }
}
