package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GeneratorSettingsTest {
  private static final Instant START = Instant.parse("2026-05-04T18:00:00Z");
  private static final Volume VOLUME = GeneratorSettings.DEFAULTS.volume();

  @Test
  void reports_every_problem_at_once() {
    Timetable timetable = new Timetable(START, Duration.ofMillis(1_500), 0);
    Volume volume = new Volume(-1, -2, 0, Compression.NONE);
    Disorder disorder = new Disorder(1.5, 0, -0.1, Double.NaN);

    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GeneratorSettings(1, timetable, volume, disorder));

    assertThat(
        refused.getMessage(),
        is(
            """
            Cannot generate changes:
            partitions must be 1 to 10000000, not 0
            period must be whole seconds, at least one, not PT1.5S
            initial entries must be 0 or more, not -1
            changes per partition must be 0 or more, not -2
            files per partition must be 1 to 100000, not 0
            late files must be a fraction from 0 to 1, not 1.5
            duplicates must be a fraction from 0 to 1, not -0.1
            bad lines must be a fraction from 0 to 1, not NaN
            late by must be at least 1 period, not 0"""));
  }

  @Test
  void refuses_a_layout_that_cannot_tell_partitions_apart() {
    Timetable timetable = new Timetable(START, Duration.ofSeconds(2), 3, PartitionLayout.MINUTES);

    assertThat(
        problem(timetable),
        is(
            "layout dt={yyyy-MM-dd}/hr={HH}/mi={mm} must tell when a partition starts, but"
                + " 2026-05-04T18:00:02Z cannot be read back from dt=2026-05-04/hr=18/mi=00"));
  }

  @Test
  void refuses_a_layout_that_does_not_sort_in_time_order() {
    Timetable timetable =
        new Timetable(
            START, Duration.ofHours(12), 3, new PartitionLayout("{dd}-{MM}-{yyyy}/{ss}/{mm}/{HH}"));
    Timetable later =
        new Timetable(START, Duration.ofHours(1), 9, new PartitionLayout("{HH}/{yyyy-MM-dd}"));

    assertThat(timetable.problems().isEmpty(), is(true));
    assertThat(
        problem(later),
        is(
            "layout {HH}/{yyyy-MM-dd} must sort in time order, but 00/2026-05-05 comes after"
                + " 23/2026-05-04"));
  }

  @Test
  void refuses_a_template_that_is_none() {
    Timetable timetable =
        new Timetable(START, Duration.ofHours(1), 3, new PartitionLayout("dt={nonsense}"));

    assertThat(
        problem(timetable).startsWith("layout dt={nonsense} is no valid template"), is(true));
  }

  private static String problem(Timetable timetable) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GeneratorSettings(1, timetable, VOLUME, Disorder.NONE));
    return String.valueOf(refused.getMessage()).substring("Cannot generate changes:\n".length());
  }
}
