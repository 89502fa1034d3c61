package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PatienceTest {
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(100);

  @Test
  void patience_doubles_up_to_sixteen_times() {
    Patience patience = new Patience();

    List<Integer> factors =
        LongStream.range(0, 6)
            .mapToObj(
                second -> {
                  int before = patience.factor(at(second));
                  patience.doubled(at(second));
                  return before;
                })
            .toList();

    assertThat(factors, equalTo(List.of(1, 2, 4, 8, 16, 16)));
  }

  @Test
  void half_of_it_is_unlearned_after_each_hour_without_need() {
    Patience patience = new Patience();
    patience.doubled(at(0));
    patience.doubled(at(0));

    assertThat(patience.factor(at(3599)), equalTo(4));
    assertThat(patience.factor(at(3600)), equalTo(2));
    assertThat(patience.factor(at(7199)), equalTo(2));
    assertThat(patience.factor(at(7200)), equalTo(1));
  }

  @Test
  void patience_that_is_needed_is_kept() {
    Patience needed = new Patience();
    Patience hardly = new Patience();
    needed.doubled(at(0));
    hardly.doubled(at(0));

    needed.waited(Duration.ofSeconds(101), LIMIT, at(3000));
    hardly.waited(Duration.ofSeconds(100), LIMIT, at(3000));

    assertThat(needed.factor(at(6599)), equalTo(2));
    assertThat(needed.factor(at(6600)), equalTo(1));
    assertThat(hardly.factor(at(3600)), equalTo(1));
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
