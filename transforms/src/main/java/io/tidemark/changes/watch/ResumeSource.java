package io.tidemark.changes.watch;

import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far earlier runs got. Asked when a watch starts, wherever that is: an engine that
 * starts a failed job over, from its beginning, goes on from what is committed by then.
 */
@FunctionalInterface
public interface ResumeSource extends Serializable {
  /** Of a watch that starts anew each time. */
  ResumeSource NONE = options -> null;

  /**
   * How far earlier runs got; null to start anew.
   *
   * @throws IOException when it cannot be read
   */
  @Nullable ResumePoint read(PipelineOptions options) throws IOException;

  /**
   * What is committed by now, whoever committed it; asked in the middle of a watch, too. Null when
   * there is no telling.
   *
   * @throws IOException when it cannot be read
   */
  default @Nullable ResumePoint committed(PipelineOptions options) throws IOException {
    return read(options);
  }
}
