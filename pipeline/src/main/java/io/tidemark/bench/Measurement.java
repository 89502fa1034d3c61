package io.tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How long something took.
 *
 * @param wallSeconds by the clock
 * @param cpuSeconds of all threads of this process, garbage collection and compilation included
 */
public record Measurement(double wallSeconds, double cpuSeconds) {
  private static final double NANOS = 1e9;

  /** Something to measure. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Does it, and tells how long it took. */
  public static Measurement of(Work work) throws Exception {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.gc(); // What earlier work left is not this work's to collect.
    long wall = System.nanoTime();
    long cpu = process.getProcessCpuTime();
    work.run();
    return new Measurement(
        (System.nanoTime() - wall) / NANOS, (process.getProcessCpuTime() - cpu) / NANOS);
  }

  /** The measurement in the middle, by the clock. */
  public static Measurement median(List<Measurement> several) {
    return several.stream()
        .sorted(Comparator.comparingDouble(Measurement::wallSeconds))
        .skip((several.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%5.2f s (cpu %5.2f s)", wallSeconds, cpuSeconds);
  }
}
