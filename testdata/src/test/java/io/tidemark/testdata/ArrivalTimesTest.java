package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration TENTH = Duration.ofMinutes(1);
  private static final int FILES = 3;

  @Test
  void files_in_time_come_in_the_first_tenth_of_the_next_period() {
    List<Arrival> arrivals = arrivals(0, 20);

    for (int i = 0; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i).lateBy(), is(0));
      assertIn(arrivals.get(i), PERIOD.multipliedBy(i / FILES + 1), TENTH);
    }
  }

  @Test
  void late_files_come_after_the_partitions_they_are_late_by() {
    List<Arrival> arrivals = arrivals(0.4, 100);
    Set<Integer> lateBy = new TreeSet<>();

    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      lateBy.add(arrival.lateBy());
      if (arrival.lateBy() > 0) {
        Duration end = PERIOD.multipliedBy(i / FILES + 1 + arrival.lateBy());
        assertIn(arrival, end.plus(TENTH), TENTH);
      }
    }

    assertThat(lateBy, is(Set.of(0, 1, 2)));
  }

  @Test
  void as_many_files_are_late_as_asked() {
    assertThat(late(arrivals(0.25, 100)), is(75L));
    assertThat(late(arrivals(0.01, 100)), is(3L));
    assertThat(late(arrivals(1, 100)), is(300L));
  }

  private static List<Arrival> arrivals(double lateFiles, int partitions) {
    GeneratorSettings defaults = GeneratorSettings.DEFAULTS;
    GeneratorSettings settings =
        new GeneratorSettings(
            1,
            new Timetable(defaults.timetable().start(), PERIOD, partitions),
            new Volume(0, 10, FILES, Compression.NONE),
            new Disorder(lateFiles, 2, 0, 0));
    ArrivalTimes times = new ArrivalTimes(settings, new Dice(12));
    List<Arrival> arrivals = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      arrivals.addAll(times.of(partition));
    }
    return arrivals;
  }

  private static long late(List<Arrival> arrivals) {
    return arrivals.stream().filter(arrival -> arrival.lateBy() > 0).count();
  }

  private static void assertIn(Arrival arrival, Duration from, Duration length) {
    boolean in =
        arrival.offset().compareTo(from) >= 0 && arrival.offset().compareTo(from.plus(length)) < 0;
    assertThat(arrival + " from " + from, in, is(true));
  }
}
