package io.tidemark.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All samples, kept and written to a CSV file as they come. */
final class Samples implements Closeable {
  private static final double MILLIS = 1000;

  private final Writer csv;
  private final Map<String, Map<Measure, List<Trend.Point>>> byRun = new LinkedHashMap<>();

  private Samples(Writer csv) {
    this.csv = csv;
  }

  static Samples to(Path file) throws IOException {
    Samples samples = new Samples(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    samples.line(
        "at,seconds,run,"
            + Arrays.stream(Measure.values())
                .map(measure -> measure.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(",")));
    return samples;
  }

  void add(Instant at, Duration elapsed, String run, Map<Measure, Double> seen) throws IOException {
    double seconds = elapsed.toMillis() / MILLIS;
    Map<Measure, List<Trend.Point>> series =
        byRun.computeIfAbsent(run, name -> new EnumMap<>(Measure.class));
    seen.forEach(
        (measure, value) ->
            series
                .computeIfAbsent(measure, m -> new ArrayList<>())
                .add(new Trend.Point(seconds, value)));
    line(
        String.format(Locale.ROOT, "%s,%.1f,%s,", at, seconds, run)
            + Arrays.stream(Measure.values())
                .map(
                    m -> seen.containsKey(m) ? String.format(Locale.ROOT, "%.2f", seen.get(m)) : "")
                .collect(Collectors.joining(",")));
  }

  private void line(String text) throws IOException {
    csv.write(text + "\n");
    csv.flush();
  }

  List<String> runs() {
    return List.copyOf(byRun.keySet());
  }

  /** How a measure of a run moved after the warm-up. */
  Trend trend(String run, Measure measure, Duration warmUp) {
    double from = warmUp.toMillis() / MILLIS;
    return Trend.of(
        byRun.getOrDefault(run, Map.of()).getOrDefault(measure, List.of()).stream()
            .filter(point -> point.seconds() >= from)
            .toList());
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
