package io.tidemark.testdata;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which partitions there are.
 *
 * @param start of the first one
 * @param period covered by each; whole seconds
 * @param partitions how many, one after the other
 * @param layout of their directories; must tell them apart and sort in time order
 */
public record Timetable(Instant start, Duration period, int partitions, PartitionLayout layout) {
  private static final int MAX_PARTITIONS = 10_000_000;

  /** So many partitions are looked at to see that the layout fits. */
  private static final int LAYOUT_SAMPLE = 2_000;

  /** A timetable in the common layout for its period. */
  public Timetable(Instant start, Duration period, int partitions) {
    this(start, period, partitions, PartitionLayout.forPeriod(period));
  }

  /** Start of the n-th partition, 0 for the first. */
  Instant start(int partition) {
    return start.plus(period.multipliedBy(partition));
  }

  /** Time from the start of the first partition to the end of the n-th. */
  Duration endOffset(int partition) {
    return period.multipliedBy(partition + 1L);
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      problems.add("partitions must be 1 to " + MAX_PARTITIONS + ", not " + partitions);
    }
    if (period.toSeconds() < 1 || period.toNanosPart() != 0) {
      problems.add("period must be whole seconds, at least one, not " + period);
    }
    if (problems.isEmpty()) {
      layoutProblems(problems);
    }
    return problems;
  }

  private void layoutProblems(List<String> problems) {
    String previous = "";
    try {
      for (int partition = 0; partition < Math.min(partitions, LAYOUT_SAMPLE); partition++) {
        Instant next = start(partition);
        String directory = layout.directory(next);
        if (!layout.tells(next)) {
          problems.add(
              "layout "
                  + layout.template()
                  + " must tell when a partition starts, but "
                  + next
                  + " cannot be read back from "
                  + directory);
          return;
        }
        if (directory.compareTo(previous) <= 0) {
          problems.add(
              "layout "
                  + layout.template()
                  + " must sort in time order, but "
                  + directory
                  + " comes after "
                  + previous);
          return;
        }
        previous = directory;
      }
    } catch (IllegalArgumentException e) {
      problems.add("layout " + layout.template() + " is no valid template: " + e.getMessage());
    }
  }
}
