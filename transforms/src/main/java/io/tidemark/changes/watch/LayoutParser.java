package io.tidemark.changes.watch;

import io.tidemark.changes.watch.LayoutTemplate.Field;
import io.tidemark.changes.watch.LayoutTemplate.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a layout template: text as it is, date fields in braces. Inside braces letters are fields,
 * anything else and whatever stands in single quotes is text.
 */
final class LayoutParser {
  private final String template;
  private final List<String> problems;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private LayoutParser(String template, List<String> problems) {
    this.template = template;
    this.problems = problems;
  }

  static List<Part> parts(String template, List<String> problems) {
    LayoutParser parser = new LayoutParser(template, problems);
    parser.outside();
    parser.flush();
    return parser.parts;
  }

  private void outside() {
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c == '{') {
        inside();
      } else if (c == '}') {
        problems.add("'}' at " + at + " closes nothing");
      } else {
        text.append(c);
      }
    }
  }

  private void inside() {
    int opened = at;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '}') {
        at++;
        return;
      }
      if (c == '\'') {
        quoted();
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        field(c);
      } else {
        text.append(c);
        at++;
      }
    }
    problems.add("'{' at " + opened + " is never closed");
  }

  private void quoted() {
    int end = template.indexOf('\'', at + 1);
    if (end < 0) {
      problems.add("the quote at " + (at + 1) + " is never closed");
      at = template.length();
      return;
    }
    text.append(template, at + 1, end);
    at = end + 1;
  }

  private void field(char letter) {
    int start = at;
    while (at < template.length() && template.charAt(at) == letter) {
      at++;
    }
    String letters = template.substring(start, at);
    Field field = known(letters);
    if (field == null) {
      problems.add("{" + letters + "} is not a field that sorts in time order; " + advice(letter));
      return;
    }
    flush();
    parts.add(new Part(field, letters));
  }

  private static @Nullable Field known(String letters) {
    for (Field field : Field.values()) {
      if (field.letters.equals(letters)) {
        return field;
      }
    }
    return null;
  }

  private static String advice(char letter) {
    return switch (letter) {
      case 'y', 'Y', 'u' -> "use yyyy, the year in four digits";
      case 'M', 'L' -> "use MM, the month in two digits";
      case 'd', 'D' -> "use dd, the day of the month in two digits";
      case 'H', 'h', 'k', 'K', 'a' -> "use HH, the hour from 00 to 23";
      case 'm' -> "use mm, the minute in two digits";
      case 's' -> "use ss, the second in two digits";
      default -> "the fields are yyyy, MM, dd, HH, mm and ss, all in UTC";
    };
  }

  private void flush() {
    if (text.length() > 0) {
      parts.add(new Part(null, text.toString()));
      text.setLength(0);
    }
  }
}
