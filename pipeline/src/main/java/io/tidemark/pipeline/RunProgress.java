package io.tidemark.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * How a run gets on, from the runner's metrics: attempted counts, so a retry counts again.
 *
 * @param objects discovered
 * @param openPartitions now
 * @param closedPartitions so far
 * @param documents read, deletes included
 * @param rejected records
 * @param layers committed
 * @param lagMillis from the watermark to now; -1 before there is one
 */
public record RunProgress(
    long objects,
    long openPartitions,
    long closedPartitions,
    long documents,
    long rejected,
    long layers,
    long lagMillis) {
  private static final MetricsFilter OURS =
      MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace("tidemark")).build();

  static RunProgress of(PipelineResult result) {
    MetricQueryResults metrics = result.metrics().queryMetrics(OURS);
    Map<String, Long> counts = new HashMap<>();
    metrics
        .getCounters()
        .forEach(c -> counts.merge(c.getName().getName(), c.getAttempted(), Long::sum));
    metrics
        .getGauges()
        .forEach(g -> counts.merge(g.getName().getName(), g.getAttempted().getValue(), Math::max));
    return new RunProgress(
        counts.getOrDefault("objectsDiscovered", 0L),
        counts.getOrDefault("openPartitions", 0L),
        counts.getOrDefault("partitionsClosed", 0L),
        counts.getOrDefault("documents", 0L) + counts.getOrDefault("deletes", 0L),
        counts.getOrDefault("recordsRejected", 0L),
        counts.getOrDefault("layersCommitted", 0L),
        counts.getOrDefault("watermarkLagMillis", -1L));
  }

  /** The lag as people read it. */
  public String lag() {
    if (lagMillis < 0) {
      return "-";
    }
    Duration lag = Duration.ofMillis(lagMillis);
    return lag.toDays() > 0
        ? lag.toDays() + "d " + lag.toHoursPart() + "h"
        : lag.toHours() + "h " + lag.toMinutesPart() + "m " + lag.toSecondsPart() + "s";
  }
}
