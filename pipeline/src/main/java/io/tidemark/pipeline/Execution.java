package io.tidemark.pipeline;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Something that runs until it ends by itself or is stopped. */
interface Execution {

  /** Starts what a run consists of. */
  static Execution start(
      RunPlan plan,
      RunKind kind,
      RunSettings settings,
      TidemarkOptions options,
      EngineSession session,
      Clock clock)
      throws IOException {
    if (plan.repair()) {
      return RepairExecution.start(settings, options, session, clock);
    }
    return kind == RunKind.CYCLES
        ? CyclesExecution.start(settings, plan.every(), options, session, clock)
        : PipelineExecution.start(settings, options, session);
  }

  /**
   * Waits for its end, so long at most.
   *
   * @return whether it has ended
   * @throws RuntimeException why it failed, when it failed
   */
  boolean ended(Duration patience) throws IOException;

  /** How many elements the engine dropped as late so far, as far as it tells. */
  long dropped();

  /**
   * Stops it, and waits until it does nothing more.
   *
   * @param patience how long that may take, or little more
   */
  void stop(Duration patience) throws IOException;
}
