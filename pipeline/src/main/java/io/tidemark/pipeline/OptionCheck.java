package io.tidemark.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads options one by one and keeps what is wrong with them, to tell it all at once. */
final class OptionCheck {
  private final List<String> problems = new ArrayList<>();

  /** The value of an option that must be given; empty when it is not. */
  String required(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problems.add(option + " is missing");
      return "";
    }
    return value;
  }

  Duration duration(String option, String text) {
    return read(option, text, Durations::parse, Duration.ofSeconds(1));
  }

  <E extends Enum<E>> E oneOf(String option, String text, Class<E> type) {
    E[] known = type.getEnumConstants();
    for (E value : known) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    String names = Arrays.toString(known).toLowerCase(Locale.ROOT);
    problems.add(option + "=" + text + " is not one of " + names);
    return known[0];
  }

  /** What a reader makes of an option, or the fallback when it refuses. */
  <T> T read(String option, String text, Function<String, T> reader, T fallback) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(option + "=" + text + ": " + e.getMessage());
      return fallback;
    }
  }

  void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /** Throws when anything was wrong. */
  void done(String attempted) {
    if (!problems.isEmpty()) {
      throw new UsageException(attempted, problems);
    }
  }
}
