package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  /** The published first outputs of SplitMix64 for seed 0. */
  @Test
  void gives_the_numbers_of_split_mix_64() {
    Dice dice = new Dice(0);

    List<Long> drawn = List.of(dice.next(), dice.next(), dice.next());

    assertThat(drawn, is(List.of(0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L, 0x06C45D188009454FL)));
  }

  @Test
  void draws_every_number_below_a_bound_about_equally_often() {
    Dice dice = new Dice(1);
    int[] counts = new int[7];

    for (int i = 0; i < 70_000; i++) {
      counts[dice.below(7)]++;
    }

    assertThat(
        Arrays.stream(counts).boxed().toList(),
        everyItem(both(greaterThan(9_500)).and(lessThan(10_500))));
  }

  @Test
  void draws_both_ends_of_a_range() {
    Dice dice = new Dice(2);

    List<Integer> drawn =
        IntStream.range(0, 1_000).map(i -> dice.between(3, 6)).distinct().sorted().boxed().toList();

    assertThat(drawn, is(List.of(3, 4, 5, 6)));
  }

  @Test
  void unit_stays_below_one() {
    Dice dice = new Dice(3);

    List<Double> drawn = IntStream.range(0, 1_000).mapToObj(i -> dice.unit()).toList();

    assertThat(drawn, everyItem(allOf(greaterThanOrEqualTo(0.0), lessThan(1.0))));
  }

  @Test
  void a_purpose_has_its_own_numbers_whatever_was_drawn_before() {
    Dice fresh = new Dice(4);
    Dice used = new Dice(4);
    used.next();

    assertThat(used.forPurpose("files").next(), is(fresh.forPurpose("files").next()));
    assertThat(used.forPurpose("files").next(), is(not(fresh.forPurpose("texts").next())));
  }
}
