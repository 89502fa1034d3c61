package io.tidemark.watchdog;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that runs the pipeline, and that can be started and ended. One thread at a time. */
interface Job {

  /**
   * Finds the job that an earlier watchdog left.
   *
   * @return whether it was started just as this one would be; empty when there is none
   * @throws IOException when it cannot be told
   */
  Optional<Boolean> find() throws IOException;

  /**
   * Starts it anew.
   *
   * @throws IOException when it does not start
   */
  void start() throws IOException;

  /** What the machine or the cluster says of it. */
  JobState state();

  /**
   * Asks it to commit what it has and end, and does not wait for that.
   *
   * @throws IOException when it cannot be asked
   */
  void stop() throws IOException;

  /**
   * Ends it at once, whatever it is doing.
   *
   * @throws IOException when that cannot be done
   */
  void kill() throws IOException;

  /**
   * The same when a signal to end came to the watchdog, and perhaps to the job as well: a second
   * one would end it at once.
   *
   * @param run id of the run, as it is known in the output; null when it is not known
   */
  default void stopSignalled(@Nullable String run) throws IOException {
    stop();
  }

  /** Whether it ends when all that it found is committed after it was asked to stop. */
  default boolean endsByItself() {
    return true;
  }

  /** For people: which job it is. */
  String name();
}
