package io.tidemark.pipeline;

import java.io.IOException;
import java.time.Duration;

/** Something that runs until it ends by itself or is stopped. */
interface Execution {

  /**
   * Waits for its end, so long at most.
   *
   * @return whether it has ended
   * @throws RuntimeException why it failed, when it failed
   */
  boolean ended(Duration patience) throws IOException;

  /** How many elements the engine dropped as late so far, as far as it tells. */
  long dropped();

  /** Stops it, and waits until it does nothing more. */
  void stop() throws IOException;
}
