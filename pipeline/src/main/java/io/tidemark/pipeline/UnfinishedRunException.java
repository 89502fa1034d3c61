package io.tidemark.pipeline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A run has ended, and not all it found is committed. Nothing is lost: what is committed stays, and
 * the next run takes the rest.
 */
public final class UnfinishedRunException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param reason as a clause about the run
   */
  UnfinishedRunException(String reason, @Nullable Throwable cause) {
    super(
        "Cannot commit all the run has found: "
            + reason
            + ". What is committed stays; start the run again, and it takes the rest.",
        cause);
  }
}
