package io.tidemark.soak;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class MeasureTest {
  @Test
  void more_than_a_tenth_and_more_than_chance_is_growth() {
    Trend trend = new Trend(10, 100, 111, 12);

    Measure.Verdict verdict = Measure.HEAP.judge(trend);

    assertThat(verdict, is(Measure.Verdict.GROWING));
  }

  @Test
  void a_tenth_is_flat() {
    Trend trend = new Trend(10, 100, 110, 12);

    Measure.Verdict verdict = Measure.HEAP.judge(trend);

    assertThat(verdict, is(Measure.Verdict.FLAT));
  }

  @Test
  void a_few_more_of_little_is_flat() {
    Trend trend = new Trend(10, 12, 15, 3);

    Measure.Verdict verdict = Measure.FILES.judge(trend);

    assertThat(verdict, is(Measure.Verdict.FLAT));
  }

  @Test
  void what_was_not_measured_is_not_flat() {
    Trend trend = new Trend(0, Double.NaN, Double.NaN, Double.NaN);

    Measure.Verdict verdict = Measure.KNOWN.judge(trend);

    assertThat(verdict, is(Measure.Verdict.MISSING));
  }

  @Test
  void what_grows_with_history_by_design_is_only_told() {
    Trend trend = new Trend(10, 100, 1_000, 900);

    Measure.Verdict verdict = Measure.SNAPSHOT.judge(trend);

    assertThat(verdict, is(Measure.Verdict.TOLD));
  }
}
