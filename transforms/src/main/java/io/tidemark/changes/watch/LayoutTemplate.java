package io.tidemark.changes.watch;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition layout taken apart: literal text and fixed-width date fields. Whatever it renders has
 * the same length, so two renderings compare as their fields do, from left to right; and {@link
 * #check} sees to it that the fields come in falling order of weight. That is why keys sort in time
 * order.
 */
final class LayoutTemplate implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The fields there are, in falling order of weight. */
  enum Field {
    YEAR(0, "yyyy", ChronoField.YEAR),
    MONTH(1, "MM", ChronoField.MONTH_OF_YEAR),
    DAY(2, "dd", ChronoField.DAY_OF_MONTH),
    HOUR(3, "HH", ChronoField.HOUR_OF_DAY),
    MINUTE(4, "mm", ChronoField.MINUTE_OF_HOUR),
    SECOND(5, "ss", ChronoField.SECOND_OF_MINUTE);

    /** 0 for the weightiest. */
    final int weight;

    final String letters;
    final ChronoField chrono;

    Field(int weight, String letters, ChronoField chrono) {
      this.weight = weight;
      this.letters = letters;
      this.chrono = chrono;
    }
  }

  /** Literal text, or a field when {@code field} is set. */
  record Part(@Nullable Field field, String text) implements Serializable {
    int width() {
      return text.length();
    }
  }

  private final List<Part> parts;
  private final int width;

  private LayoutTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.width = parts.stream().mapToInt(Part::width).sum();
  }

  /** Takes a template apart; what is wrong with it is added to {@code problems}. */
  static LayoutTemplate parse(String template, List<String> problems) {
    LayoutTemplate parsed = new LayoutTemplate(LayoutParser.parts(template, problems));
    if (problems.isEmpty()) {
      parsed.check(problems);
    }
    return parsed;
  }

  /** Fields must come with the weightiest first and none left out; one already given may recur. */
  private void check(List<String> problems) {
    int given = -1;
    for (Part part : parts) {
      Field field = part.field();
      if (field != null && field.weight > given) {
        if (field.weight != given + 1) {
          Field missing = Field.values()[given + 1];
          problems.add(
              "{"
                  + field.letters
                  + "} comes before {"
                  + missing.letters
                  + "} is given, so keys"
                  + " would not sort in time order; give yyyy, MM, dd, HH, mm in this order");
          return;
        }
        given = field.weight;
      }
    }
    if (given < Field.DAY.weight) {
      problems.add("it does not tell the days apart; give at least {yyyy-MM-dd}");
    }
  }

  /** The lightest field: how fine the layout is. */
  Field finest() {
    return parts.stream()
        .map(Part::field)
        .filter(f -> f != null)
        .max(Field::compareTo)
        .orElse(Field.YEAR);
  }

  /** The literal text before the first field: what every key of the layout starts with. */
  String head() {
    StringBuilder head = new StringBuilder();
    for (Part part : parts) {
      if (part.field() != null) {
        break;
      }
      head.append(part.text());
    }
    return head.toString();
  }

  int width() {
    return width;
  }

  String format(LocalDateTime time) {
    StringBuilder text = new StringBuilder(width);
    for (Part part : parts) {
      Field field = part.field();
      if (field == null) {
        text.append(part.text());
      } else {
        String digits = Integer.toString(time.get(field.chrono));
        text.append("0".repeat(part.width() - digits.length())).append(digits);
      }
    }
    return text.toString();
  }

  /** The time that the start of the key spells, or null when it does not follow the template. */
  @Nullable LocalDateTime read(String key) {
    if (key.length() < width) {
      return null;
    }
    int[] values = {-1, 1, 1, 0, 0, 0};
    boolean[] given = new boolean[values.length];
    int at = 0;
    for (Part part : parts) {
      Field field = part.field();
      if (field == null) {
        if (!key.startsWith(part.text(), at)) {
          return null;
        }
      } else {
        int value = digits(key, at, part.width());
        int slot = field.weight;
        if (value < 0 || (given[slot] && values[slot] != value)) {
          return null;
        }
        values[slot] = value;
        given[slot] = true;
      }
      at += part.width();
    }
    try {
      return LocalDateTime.of(values[0], values[1], values[2], values[3], values[4], values[5]);
    } catch (DateTimeException notOnTheCalendar) {
      return null;
    }
  }

  private static int digits(String key, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
