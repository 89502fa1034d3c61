package io.tidemark.pipeline;

import io.tidemark.changes.PartitionLayout;
import io.tidemark.changes.WatchSettings;
import io.tidemark.changes.WatchSettings.CatchUp;
import io.tidemark.changes.WatchSettings.LatePolicy;
import io.tidemark.changes.WatchSettings.Publish;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run, read and checked on their own, before any store is asked. Every problem is
 * reported, not only the first.
 */
final class RunPlan {
  private static final Duration ONE_PARTITION = Duration.ofMillis(1);
  private static final Duration ARRIVAL_WINDOW = Duration.ofSeconds(1);

  private final TidemarkOptions options;
  private final List<String> problems = new ArrayList<>();

  final String input;
  final String output;
  final String index;
  final Duration period;
  final @Nullable PartitionLayout layout;
  final Publish publish;
  final Duration window;
  final Duration pollEvery;
  final Duration settle;
  final Duration watermarkDelay;
  final Duration lateness;
  final LatePolicy late;
  final CatchUp catchUp;
  final String startFrom;
  final @Nullable Instant start;
  final boolean untilNow;
  final @Nullable Instant until;
  final @Nullable Duration runFor;

  RunPlan(TidemarkOptions options) {
    this.options = options;
    input = required("--input", options.getInput());
    output = required("--output", options.getOutput());
    index = required("--index", options.getIndex());
    period = duration("--period", options.getPeriod());
    layout = layout(options.getLayout());
    publish = oneOf("--publish", options.getPublish(), Publish.class, Publish.PARTITION);
    window = window(options.getWindow());
    pollEvery = duration("--pollEvery", options.getPollEvery());
    settle = duration("--settle", options.getSettle());
    watermarkDelay = duration("--watermarkDelay", options.getWatermarkDelay());
    lateness = duration("--lateness", options.getLateness());
    late = oneOf("--late", options.getLate(), LatePolicy.class, LatePolicy.INCLUDE);
    catchUp = oneOf("--catchUp", options.getCatchUp(), CatchUp.class, CatchUp.EVERY);
    startFrom = options.getStartFrom().toLowerCase(Locale.ROOT);
    start =
        List.of("resume", "earliest", "latest").contains(startFrom)
            ? null
            : instant("--startFrom", options.getStartFrom(), "resume, earliest, latest, or ");
    untilNow = "now".equalsIgnoreCase(options.getUntil());
    until =
        options.getUntil() == null || untilNow
            ? null
            : instant("--until", options.getUntil(), "now, or ");
    String runForText = options.getRunFor();
    runFor = runForText == null ? null : duration("--runFor", runForText);
    checkRanges();
    if (!problems.isEmpty()) {
      throw new UsageException("Cannot run with these options", problems);
    }
  }

  private void checkRanges() {
    if (options.getShards() < 1 || options.getShards() > 4096) {
      problems.add("--shards=" + options.getShards() + " is not between 1 and 4096");
    }
    if (options.getMaxObjectsPerPoll() < 1) {
      problems.add("--maxObjectsPerPoll must be at least 1");
    }
    if (options.getMaxBytesPerPoll() < 1) {
      problems.add("--maxBytesPerPoll must be at least 1");
    }
    if (!input.isEmpty() && input.equals(output)) {
      problems.add("--input and --output are the same: the index would be read as changes");
    }
    positive("--pollEvery", pollEvery);
    positive("--window", window);
  }

  private void positive(String option, Duration value) {
    if (value.isZero()) {
      problems.add(option + " must be more than zero");
    }
  }

  private String required(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problems.add(option + " is missing");
      return "";
    }
    return value;
  }

  private @Nullable PartitionLayout layout(String template) {
    return parse("--layout", template, t -> PartitionLayout.of(t, period));
  }

  private Duration window(@Nullable String text) {
    if (text != null) {
      return duration("--window", text);
    }
    return publish == Publish.ARRIVAL ? ARRIVAL_WINDOW : ONE_PARTITION;
  }

  private Duration duration(String option, String text) {
    Duration parsed = parse(option, text, Durations::parse);
    return parsed == null ? ONE_PARTITION : parsed;
  }

  private @Nullable Instant instant(String option, String text, String otherForms) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      problems.add(
          option + "='" + text + "' is not " + otherForms + "an instant such as 2026-05-04T18:30:00Z");
      return null;
    }
  }

  private <E extends Enum<E>> E oneOf(String option, String text, Class<E> type, E fallback) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    List<String> known = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      known.add(value.name().toLowerCase(Locale.ROOT));
    }
    problems.add(option + "='" + text + "' is not one of " + known);
    return fallback;
  }

  private <T> @Nullable T parse(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
      return null;
    }
  }
}
