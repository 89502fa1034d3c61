package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import org.junit.jupiter.api.Test;

class ZipfSamplerTest {
  private static final int DRAWS = 1_000_000;

  @Test
  void frequency_falls_as_one_over_the_rank() {
    ZipfSampler sampler = new ZipfSampler(1_000);

    int[] counts = draw(sampler, 1_000);

    for (int rank = 0; rank < 1_000; rank = rank * 2 + 1) {
      double expected = sampler.share(rank) * DRAWS;
      assertThat((double) counts[rank], closeTo(expected, 5 * Math.sqrt(expected)));
    }
  }

  @Test
  void shares_add_up_and_follow_the_law() {
    ZipfSampler sampler = new ZipfSampler(500);
    double sum = 0;

    for (int rank = 0; rank < 500; rank++) {
      sum += sampler.share(rank);
    }

    assertThat(sum, closeTo(1, 1e-9));
    assertThat(sampler.share(0) / sampler.share(100), closeTo(102.7 / 2.7, 1e-9));
  }

  @Test
  void last_rank_is_drawn_and_none_beyond() {
    int[] counts = draw(new ZipfSampler(50), 50);

    assertThat(counts[49], greaterThan(0));
    assertThat(counts[49], lessThan(counts[0]));
  }

  @Test
  void a_single_rank_takes_all_draws() {
    int[] counts = draw(new ZipfSampler(1), 1);

    assertThat(counts[0], is(DRAWS));
  }

  private static int[] draw(ZipfSampler sampler, int ranks) {
    Dice dice = new Dice(9);
    int[] counts = new int[ranks];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.draw(dice)]++;
    }
    return counts;
  }
}
