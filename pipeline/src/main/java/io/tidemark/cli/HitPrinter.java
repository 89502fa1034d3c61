package io.tidemark.cli;

import io.tidemark.index.Hit;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows hits to a person. */
final class HitPrinter {
  private HitPrinter() {}

  /** Prints the total, and for each hit its score, id, age and stored fields. */
  static void print(PrintWriter out, Hit.Page page) {
    Instant now = Clock.systemUTC().instant();
    out.printf(Locale.ROOT, "%,d matching documents%n", page.total());
    for (Hit hit : page.hits()) {
      Duration age = Duration.between(hit.windowEnd(), now);
      out.printf(
          Locale.ROOT,
          "%8.4f  %s  (version %d, age %s)%n",
          hit.score(),
          hit.id(),
          hit.version(),
          text(age));
      hit.fields()
          .forEach(
              (name, value) -> out.printf(Locale.ROOT, "          %s: %s%n", name, oneLine(value)));
    }
  }

  private static String oneLine(Object value) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    return text.length() <= 160 ? text : text.substring(0, 157) + "...";
  }

  private static String text(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + "d" + age.toHoursPart() + "h"
        : age.toHours() > 0
            ? age.toHours() + "h" + age.toMinutesPart() + "m"
            : age.toSeconds() >= 60
                ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
                : String.format(Locale.ROOT, "%.1fs", age.toMillis() / 1000.0);
  }
}
