package io.tidemark.runners.flink;

import io.tidemark.pipeline.RunKind;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.restartstrategy.RestartStrategies.RestartStrategyConfiguration;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.configuration.AlgorithmOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * Settings of a job that Beam has no options for, where neither Flink's configuration nor the
 * command line of {@code flink run} says otherwise.
 */
final class FlinkJobSettings {
  /** How long a network buffer waits to be filled; Flink's default is twenty times that. */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

  private FlinkJobSettings() {}

  /** For jobs in this process: they fail at their first failure, which is told here. */
  static void embedded(FlinkEnvironments environments) {
    if (environments.configuration().getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
      environments.streaming().setBufferTimeout(BUFFER_TIMEOUT.toMillis());
    }
    Configuration batch = environments.batch().getConfiguration();
    if (!batch.contains(AlgorithmOptions.USE_LARGE_RECORDS_HANDLER)) {
      // Else a delta that does not fit into a sort buffer, of 4 to 16 MB, fails the job.
      batch.set(AlgorithmOptions.USE_LARGE_RECORDS_HANDLER, true);
    }
  }

  /**
   * For jobs on a cluster: they start again when a worker is lost, an endless one for as long as it
   * takes. They need no checkpoint for that: what was not committed is read again.
   */
  static void onCluster(
      FlinkEnvironments environments, FlinkPipelineOptions options, RunKind kind) {
    embedded(environments);
    if (options.getNumberOfExecutionRetries() == -1
        && environments
            .configuration()
            .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
            .isEmpty()) {
      environments.streaming().setRestartStrategy(restart(kind));
      environments.batch().setRestartStrategy(restart(kind));
    }
  }

  private static RestartStrategyConfiguration restart(RunKind kind) {
    return kind == RunKind.STREAMING
        ? RestartStrategies.exponentialDelayRestart(
            Time.seconds(1), Time.minutes(1), 2, Time.minutes(10), 0.1)
        : RestartStrategies.fixedDelayRestart(3, Time.seconds(5));
  }
}
