package io.tidemark.testdata;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What to generate. Equal settings give equal files. Settings that make no sense are refused with
 * an {@link IllegalArgumentException} that has every problem, a line each.
 *
 * @param seed of everything that is drawn
 * @param timetable which partitions there are
 * @param volume how much
 * @param disorder what goes wrong on the way
 */
public record GeneratorSettings(long seed, Timetable timetable, Volume volume, Disorder disorder) {
  /** Six hours of 1,000 changes every ten minutes, in two plain files each; all in good order. */
  public static final GeneratorSettings DEFAULTS =
      new GeneratorSettings(
          1,
          new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 36),
          new Volume(1_000, 1_000, 2, Compression.NONE),
          Disorder.NONE);

  public GeneratorSettings {
    List<String> problems = new ArrayList<>(timetable.problems());
    problems.addAll(volume.problems());
    problems.addAll(disorder.problems());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot generate changes:\n" + String.join("\n", problems));
    }
  }
}
