package io.tidemark.watchdog;

import java.time.Duration;

/** Lengths of time as people read them. */
final class Ages {
  private Ages() {}

  static String text(Duration age) {
    if (age.toMinutes() == 0) {
      return age.toSeconds() == 0 ? age.toMillis() + "ms" : age.toSeconds() + "s";
    }
    String hours = age.toHours() == 0 ? "" : age.toHours() + "h ";
    return hours + age.toMinutesPart() + "m " + age.toSecondsPart() + "s";
  }
}
