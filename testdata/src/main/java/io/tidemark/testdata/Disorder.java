package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong on the way. None of it alters what an index must hold in the end: that depends on
 * the seed, the timetable and the numbers of changes alone. Fractions are kept to exactly, over the
 * whole run, not on average.
 *
 * @param lateFiles fraction of the files that come after files of later partitions; 0 to 1
 * @param lateBy a late file comes at least one and at most so many periods late
 * @param duplicates records delivered once more, as a fraction of the changes; one in three is an
 *     old version of an entry that is deleted by then
 * @param badLines lines that are no valid record, as a fraction of the changes
 */
public record Disorder(double lateFiles, int lateBy, double duplicates, double badLines) {
  /** Every change once, in good order. */
  public static final Disorder NONE = new Disorder(0, 1, 0, 0);

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    addFractionProblem("late files", lateFiles, problems);
    addFractionProblem("duplicates", duplicates, problems);
    addFractionProblem("bad lines", badLines, problems);
    if (lateBy < 1) {
      problems.add("late by must be at least 1 period, not " + lateBy);
    }
    return problems;
  }

  private static void addFractionProblem(String what, double fraction, List<String> problems) {
    if (!(fraction >= 0 && fraction <= 1)) {
      problems.add(what + " must be a fraction from 0 to 1, not " + fraction);
    }
  }
}
