package io.tidemark.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at a Java process from outside: through {@code /proc}, and with the {@code jcmd} of this
 * JVM's own JDK.
 */
final class Probe {
  private static final long PATIENCE_SECONDS = 60;
  private static final double KIB_PER_MIB = 1024;

  private final long pid;
  private final ProcessHandle process;

  Probe(ProcessHandle process) {
    this.process = process;
    this.pid = process.pid();
  }

  /** CPU time so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Open files, threads and resident size; without what this system does not tell. */
  Map<Measure, Double> look() throws IOException {
    Map<Measure, Double> seen = new EnumMap<>(Measure.class);
    Path proc = Path.of("/proc", Long.toString(pid));
    if (Files.isDirectory(proc)) {
      try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
        seen.put(Measure.FILES, (double) files.count());
      }
      for (String line : Files.readAllLines(proc.resolve("status"))) {
        if (line.startsWith("Threads:")) {
          seen.put(Measure.THREADS, number(line));
        } else if (line.startsWith("VmRSS:")) {
          seen.put(Measure.RESIDENT, number(line) / KIB_PER_MIB);
        }
      }
    }
    return seen;
  }

  private static double number(String line) {
    return Double.parseDouble(line.replaceAll("[^0-9]", ""));
  }

  /** Makes the process collect its whole heap, and tells what is left. */
  LiveBytes heap() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || asked.exitValue() != 0) {
      throw new IOException("Cannot ask process " + pid + " for its heap: " + answer);
    }
    return LiveBytes.parse(answer);
  }
}
