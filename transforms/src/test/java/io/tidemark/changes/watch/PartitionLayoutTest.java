package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionLayoutTest {
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final PartitionLayout LAYOUT =
      PartitionLayout.of("dt={yyyy-MM-dd}/hr={HH}/mi={mm}", TEN);
  private static final Instant HALF_PAST = Instant.parse("2026-05-04T18:30:00Z");
  private static final Partition PARTITION = new Partition(HALF_PAST, HALF_PAST.plus(TEN));

  @Test
  void key_lies_in_the_partition_its_directory_names() {
    Optional<Partition> partition = LAYOUT.partitionOf("dt=2026-05-04/hr=18/mi=30/part-0.jsonl");

    assertThat(partition, is(Optional.of(PARTITION)));
  }

  @Test
  void prefix_and_start_after_name_the_directory_of_an_instant_inside() {
    Instant inside = HALF_PAST.plusSeconds(599);

    assertThat(LAYOUT.prefix(inside), is("dt=2026-05-04/hr=18/mi=30/"));
    assertThat(LAYOUT.startAfter(inside), is("dt=2026-05-04/hr=18/mi=30"));
    assertThat(LAYOUT.startAfter(null), is(""));
  }

  @ParameterizedTest
  @CsvSource({
    "dt={yyyy-MM-dd}/hr={HH}/mi={mm}, dt=2026-05-04/hr=18/mi=30/, ''",
    "events/dt={yyyyMMddHHmm}, events/dt=202605041830/, events/dt=",
    "{yyyy}/{MM}/{dd}/{HH}{mm}/, 2026/05/04/1830/, ''",
    "a-{yyyy-MM-dd'T'HH:mm}-z, a-2026-05-04T18:30-z/, a-",
    "dt={yyyy-MM-dd}/hr={yyyyMMddHH}/mi={mm}, dt=2026-05-04/hr=2026050418/mi=30/, dt=",
    "données/{yyyyMMdd}/{HHmm}, données/20260504/1830/, données/"
  })
  void templates_put_text_and_fields_anywhere(String template, String prefix) {
    PartitionLayout layout = PartitionLayout.of(template, TEN);

    assertThat(layout.prefix(HALF_PAST), is(prefix));
    assertThat(layout.partitionOf(prefix + "deep/er/x"), is(Optional.of(PARTITION)));
    assertThat(prefix.startsWith(layout.root()), is(true));
  }

  @Test
  void directories_finer_than_the_period_are_taken_together() {
    assertThat(LAYOUT.partitionOf("dt=2026-05-04/hr=18/mi=33/x"), is(Optional.of(PARTITION)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_SUCCESS",
        "_temporary/0/part",
        ".hidden",
        "sub/.hidden/part",
        "part.tmp",
        "part.jsonl._COPYING_",
        ".part.crc",
        "part.crc",
        "sub/",
        "sub_$folder$",
        ""
      })
  void hidden_and_temporary_keys_are_ignored(String name) {
    String key = "dt=2026-05-04/hr=18/mi=30/" + name;

    assertThat(LAYOUT.partitionOf(key), is(Optional.empty()));
    assertThat(LAYOUT.ignores(key), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dt=2026-05-04/hr=18/mi=30",
        "dt=2026-05-04/hr=18/mi=30x/part",
        "dt=2026-05-04/hr=18/mi=3/part",
        "dt=2026-02-30/hr=18/mi=30/part",
        "dt=2026-05-04/hr=24/mi=00/part",
        "dt=2026-05-04/hr=-1/mi=00/part",
        "dt=2026-05-04/hr=１８/mi=30/part",
        "dt=2026-05-04/part",
        "other"
      })
  void key_that_does_not_follow_the_layout_has_no_partition(String key) {
    assertThat(LAYOUT.partitionOf(key), is(Optional.empty()));
    assertThat(LAYOUT.ignores(key), is(false));
  }

  @Test
  void repeated_field_must_agree_with_itself() {
    PartitionLayout layout =
        PartitionLayout.of("dt={yyyy-MM-dd}/hr={yyyyMMddHH}", Duration.ofHours(1));

    assertThat(layout.partitionOf("dt=2026-05-04/hr=2026050518/x"), is(Optional.empty()));
    assertThat(layout.partitionOf("dt=2026-05-04/hr=2026050418/x").isPresent(), is(true));
  }

  @Test
  void layout_may_itself_start_with_an_underscore_or_a_dot() {
    PartitionLayout layout = PartitionLayout.of("_raw/.dt={yyyyMMddHHmm}", TEN);

    assertThat(layout.partitionOf("_raw/.dt=202605041830/x"), is(Optional.of(PARTITION)));
    assertThat(layout.partitionOf("_raw/.dt=202605041830/_x"), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dt={dd-MM-yyyy}/hr={HH}/mi={mm} | PT10M | {dd} comes before {yyyy} is given",
        "dt={yyyy-MM-dd}/mi={mm} | PT10M | {mm} comes before {HH} is given",
        "dt={yyyy-M-d}/hr={HH}/mi={mm} | PT10M | {M} is not a field that sorts",
        "dt={yy-MM-dd}/hr={HH}/mi={mm} | PT10M | use yyyy",
        "dt={yyyy-MM-dd}/hr={hh}/mi={mm} | PT10M | use HH, the hour from 00 to 23",
        "dt={yyyy-MM-dd}/hr={HH} | PT10M | add {mm} to it",
        "dt={yyyy-MM-dd} | PT1H | add {HH} to it",
        "dt={yyyy-MM-dd}/hr={HH} | PT90M | add {mm} to it",
        "dt={yyyy-MM-dd}/hr={HH}/mi={mm} | PT7M | divide a day",
        "dt={yyyy-MM-dd}/hr={HH}/mi={mm} | PT0S | divide a day",
        "dt={yyyy-MM-dd}/hr={HH}/mi={mm} | P2D | divide a day",
        "dt={yyyy-MM}/ | P1D | give at least {yyyy-MM-dd}",
        "plain | P1D | give at least {yyyy-MM-dd}",
        "dt={yyyy-MM-dd | P1D | '{' at 4 is never closed",
        "dt=yyyy}/{yyyyMMdd} | P1D | '}' at 8 closes nothing",
        "{yyyyMMdd'x} | P1D | the quote at 10 is never closed",
        "/{yyyyMMdd} | P1D | it starts with a slash",
      })
  void layout_that_cannot_sort_or_tell_partitions_apart_is_refused(
      String template, Duration period, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> PartitionLayout.of(template, period));

    assertThat(
        refused.getMessage(),
        allOf(containsString("Cannot use layout '" + template), containsString(why)));
  }

  @Test
  void refusal_names_every_problem_at_once() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> PartitionLayout.of("/{yy}/{hh", TEN));

    assertThat(
        refused.getMessage(),
        is(
            "Cannot use layout '/{yy}/{hh' with period PT10M: it starts with a slash; keys never"
                + " do: leave it out; {yy} is not a field that sorts in time order; use yyyy, the"
                + " year in four digits; {hh} is not a field that sorts in time order; use HH, the"
                + " hour from 00 to 23; '{' at 7 is never closed"));
  }

  @Property(tries = 500)
  void keys_of_an_earlier_partition_sort_before_those_of_a_later_one(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long a,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long b) {
    Partition earlier = LAYOUT.partitionAt(Instant.ofEpochSecond(Math.min(a, b)));
    Partition later = LAYOUT.partitionAt(Instant.ofEpochSecond(Math.max(a, b)));

    if (!earlier.equals(later)) {
      String last = LAYOUT.prefix(earlier.start()) + "\uFFFF";
      assertThat(last, lessThan(LAYOUT.startAfter(later.start())));
    }
    assertThat(LAYOUT.partitionOf(LAYOUT.prefix(later.start()) + "x"), is(Optional.of(later)));
  }
}
