package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionLayoutTest {
  private static final Instant START = Instant.parse("2026-05-04T08:03:07Z");

  @Test
  void directory_tells_the_start_in_utc() {
    assertThat(PartitionLayout.MINUTES.directory(START), is("dt=2026-05-04/hr=08/mi=03"));
    assertThat(PartitionLayout.SECONDS.directory(START), is("dt=2026-05-04/hr=08/mi=03/se=07"));
  }

  @Test
  void text_outside_braces_stands_for_itself() {
    PartitionLayout layout = new PartitionLayout("it's/day='{uuuu}{MM}{dd}'/at-{HHmm}Z");

    assertThat(layout.directory(START), is("it's/day='20260504'/at-0803Z"));
  }

  @Test
  void periods_under_a_minute_get_a_directory_for_the_second() {
    assertThat(PartitionLayout.forPeriod(Duration.ofMinutes(10)), is(PartitionLayout.MINUTES));
    assertThat(PartitionLayout.forPeriod(Duration.ofSeconds(2)), is(PartitionLayout.SECONDS));
    assertThat(PartitionLayout.forPeriod(Duration.ofSeconds(90)), is(PartitionLayout.SECONDS));
  }

  @Test
  void tells_a_start_that_can_be_read_back_only() {
    assertThat(PartitionLayout.SECONDS.tells(START), is(true));
    assertThat(PartitionLayout.MINUTES.tells(START), is(false));
    assertThat(PartitionLayout.MINUTES.tells(Instant.parse("2026-05-04T08:03:00Z")), is(true));
    assertThat(new PartitionLayout("{MM}/{dd}").tells(START), is(false));
  }

  @Test
  void refuses_a_pattern_java_does_not_know() {
    PartitionLayout layout = new PartitionLayout("dt={bb}");

    assertThrows(IllegalArgumentException.class, () -> layout.directory(START));
  }
}
