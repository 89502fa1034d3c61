package io.tidemark.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How a process runs the pipeline.
 *
 * @param engine it uses
 * @param mode of its run
 * @param publish when changes become visible
 */
record Life(String engine, String mode, String publish) {
  /** Spark has no stable streaming mode. */
  private static final List<String> WAYS =
      List.of(
          "direct streaming",
          "direct cycles",
          "flink streaming",
          "flink cycles",
          "spark cycles",
          "spark cycles");

  /** Any way to run. */
  static Life draw(Random random, String publish) {
    String[] way = WAYS.get(random.nextInt(WAYS.size())).split(" ", 2);
    boolean either = publish.equals("either");
    String published = random.nextBoolean() ? "arrival" : "partition";
    return new Life(way[0], way[1], either ? published : publish);
  }

  /** Options of an endless run. */
  List<String> endless(Site site, String settings) {
    List<String> options = options(site, settings);
    options.add("--mode=" + mode);
    return options;
  }

  /** Options of a run that takes what is there and ends. */
  List<String> bounded(Site site, String settings) {
    List<String> options = options(site, settings);
    options.add("--until=now");
    return options;
  }

  private List<String> options(Site site, String settings) {
    return new ArrayList<>(
        site.running(
            "--runner=" + engine,
            "--index=" + settings,
            "--publish=" + publish,
            "--pollEvery=50ms",
            "--settle=200ms",
            "--every=100ms",
            "--lateness=6h"));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s, publish=%s", engine, mode, publish);
  }
}
