package io.tidemark.testdata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides when files are delivered. Files of a partition come in the first tenth of a period after
 * its end, in no particular order; a file that is late by k periods comes k periods later, in the
 * second tenth, and so after all files in time of the k partitions that follow.
 */
final class ArrivalTimes {
  private final Timetable timetable;
  private final int filesPerPartition;
  private final int maxLateBy;
  private final Quota late;
  private final Dice dice;

  ArrivalTimes(GeneratorSettings settings, Dice dice) {
    this.timetable = settings.timetable();
    this.filesPerPartition = settings.volume().filesPerPartition();
    this.maxLateBy = settings.disorder().lateBy();
    this.late = new Quota(settings.disorder().lateFiles());
    this.dice = dice;
  }

  /** For each file of a partition; partitions must be asked for in order. */
  List<Arrival> of(int partition) {
    long tenth = timetable.period().toMillis() / 10;
    int due = late.offer(filesPerPartition);
    late.take(due);
    List<Arrival> arrivals = new ArrayList<>(filesPerPartition);
    for (int file = 0; file < filesPerPartition; file++) {
      boolean isLate = dice.below(filesPerPartition - file) < due;
      due -= isLate ? 1 : 0;
      int lateBy = isLate ? dice.between(1, maxLateBy) : 0;
      long jitter = dice.below((int) Math.min(tenth, Integer.MAX_VALUE));
      Duration offset =
          timetable.endOffset(partition).plus(timetable.period().multipliedBy(lateBy));
      arrivals.add(new Arrival(offset.plusMillis(isLate ? tenth + jitter : jitter), lateBy));
    }
    return arrivals;
  }
}
