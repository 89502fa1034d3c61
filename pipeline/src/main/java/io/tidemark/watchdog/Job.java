package io.tidemark.watchdog;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that runs the pipeline, and that can be started and ended. One thread at a time. */
interface Job {

  /**
   * A job that is there.
   *
   * @param run id that it was given; null when that is not known
   * @param same whether it was started just as this one would be
   * @param asked whether a watchdog has asked it to end, or was about to
   */
  record Found(@Nullable String run, boolean same, boolean asked) {}

  /**
   * Finds the job that an earlier watchdog left, or that came to be though its start failed.
   *
   * @return empty when there is none
   * @throws IOException when it cannot be told
   */
  Optional<Found> find() throws IOException;

  /**
   * Starts it anew, with an id for its run that no other has.
   *
   * @return the id
   * @throws IOException when it does not start; then nothing is left running, as far as is known
   */
  String start() throws IOException;

  /** Whether its run is sure to have the id it was given. */
  boolean takesId();

  /** The id of its run is seen to be this. */
  default void follow(String run) {}

  /**
   * Remembers, for a watchdog that may come after this one, that this one ends the job.
   *
   * @throws IOException when it cannot
   */
  void ending() throws IOException;

  /** It has ended. */
  default void forget() {}

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
