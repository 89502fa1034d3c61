package io.tidemark.runners.flink;

import io.tidemark.pipeline.RunKind;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * Settings of a job that Beam has no options for, where neither Flink's configuration nor the
 * command line of {@code flink run} says otherwise.
 */
final class FlinkJobSettings {
  /** How long a network buffer waits to be filled; Flink's default is twenty times that. */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

  private static final int BOUNDED_ATTEMPTS = 3;

  private FlinkJobSettings() {}

  /** Of a job in this process: it fails at its first failure, which is told here. */
  static Configuration embedded(ReadableConfig given) {
    Configuration settings = new Configuration();
    if (given.getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
      settings.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    }
    return settings;
  }

  /**
   * Of a job on a cluster: it starts again when a worker is lost, an endless one for as long as it
   * takes. It needs no checkpoint for that: what was not committed is read again.
   */
  static Configuration onCluster(ReadableConfig given, FlinkPipelineOptions options, RunKind kind) {
    Configuration settings = embedded(given);
    if (given.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()
        && options.getNumberOfExecutionRetries() == -1) {
      if (kind == RunKind.STREAMING) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
      } else {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(
            RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, BOUNDED_ATTEMPTS);
      }
    }
    return settings;
  }
}
