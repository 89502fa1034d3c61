package io.tidemark.soak;

import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.PartitionLayout;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a soak does.
 *
 * @param lasting how long partitions land
 * @param engines the runners to watch them, each in the endless mode that suits it, or in that
 *     after a dash: {@code flink-cycles}
 * @param heap most heap of each, as in {@code -Xmx}
 * @param lateness of each run: how much of the input it keeps in sight. Far less than the soak
 *     lasts, so that what is kept must stop growing early on
 * @param sampleEvery how often the processes and their indexes are looked at
 * @param heapEvery how often each heap is collected and measured
 * @param launcher the script that starts a Tidemark command
 * @param work folder for samples, logs and the report
 * @param seed of the changes
 */
public record SoakPlan(
    Duration lasting,
    List<String> engines,
    String heap,
    Duration lateness,
    Duration sampleEvery,
    Duration heapEvery,
    Path launcher,
    Path work,
    long seed) {
  /** Time a partition covers. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  static final PartitionLayout LAYOUT = PartitionLayout.SECONDS;

  /** What lies longer than this before the end of the lateness is forgotten; and code warms up. */
  private static final int WARM_UP_FRACTION = 6;

  private static final int INITIAL = 1_000;
  private static final int CHANGES = 200;
  private static final int FILES = 2;
  private static final double LATE_FILES = 0.03;
  private static final int LATE_BY = 5;
  private static final double DUPLICATES = 0.02;
  private static final double BAD_LINES = 0.005;

  public SoakPlan {
    engines = List.copyOf(engines);
  }

  int partitions() {
    return (int) (lasting.toMillis() / PERIOD.toMillis());
  }

  /** Samples from before this are not judged: the restriction fills until the lateness is over. */
  Duration warmUp() {
    Duration share = lasting.dividedBy(WARM_UP_FRACTION);
    Duration filled = lateness.plus(lateness.dividedBy(2));
    boolean fits = filled.multipliedBy(2).compareTo(lasting) < 0;
    return fits && filled.compareTo(share) > 0 ? filled : share;
  }

  /** Changes of a made-up catalogue: late files, repeated records and bad lines among them. */
  GeneratorSettings changes(Instant start) {
    return new GeneratorSettings(
        seed,
        new Timetable(start, PERIOD, partitions(), LAYOUT),
        new Volume(INITIAL, CHANGES, FILES, Compression.GZIP),
        new Disorder(LATE_FILES, LATE_BY, DUPLICATES, BAD_LINES));
  }
}
