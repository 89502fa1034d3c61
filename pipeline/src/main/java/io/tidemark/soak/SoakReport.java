package io.tidemark.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a soak.
 *
 * @param text a table, a line for each run and measure
 * @param faults what grew, or was not measured; empty when all is flat
 */
record SoakReport(String text, List<String> faults) {
  SoakReport {
    faults = List.copyOf(faults);
  }

  static SoakReport of(Samples samples, Duration warmUp) {
    StringBuilder text = new StringBuilder();
    List<String> faults = new ArrayList<>();
    text.append(
        String.format(
            Locale.ROOT,
            "%-13s %-34s %12s %12s %12s  %s%n",
            "run",
            "measure",
            "first",
            "last",
            "slope/hour",
            "verdict"));
    for (String run : samples.runs()) {
      for (Measure measure : Measure.values()) {
        Trend trend = samples.trend(run, measure, warmUp);
        Measure.Verdict verdict = measure.judge(trend);
        String title = measure.title + (measure.unit.isEmpty() ? "" : ", " + measure.unit);
        text.append(
            String.format(
                Locale.ROOT,
                "%-13s %-34s %12.2f %12.2f %+12.2f  %s%n",
                run,
                title,
                trend.first(),
                trend.last(),
                trend.slopePerHour(),
                verdict == Measure.Verdict.TOLD ? "" : verdict.name().toLowerCase(Locale.ROOT)));
        if (verdict == Measure.Verdict.GROWING || verdict == Measure.Verdict.MISSING) {
          faults.add(run + ": " + title + " is " + verdict.name().toLowerCase(Locale.ROOT));
        }
      }
    }
    return new SoakReport(text.toString(), faults);
  }
}
