package io.tidemark.pipeline;

/** How a run uses its engine. */
public enum RunKind {
  /** One endless pipeline, whose source polls. */
  STREAMING,

  /** One bounded pipeline: it takes what there is until the end that was asked for. */
  BATCH,

  /**
   * A loop in the driver polls, and starts a bounded pipeline when there is something to publish.
   */
  CYCLES
}
