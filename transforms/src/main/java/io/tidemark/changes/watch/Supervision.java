package io.tidemark.changes.watch;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Ties a watch to those who look after its run, wherever the watch is: they may ask it to stop, and
 * hear how it gets on.
 */
@FunctionalInterface
public interface Supervision extends Serializable {
  /** Of a watch nobody looks after. */
  Supervision NONE = options -> Line.NONE;

  /**
   * Opens a line, where the watch runs.
   *
   * @throws IOException when what it goes through cannot be opened
   */
  Line open(PipelineOptions options) throws IOException;

  /** Used by one thread, before and after polls. Trouble on the line does not stop a watch. */
  interface Line extends Closeable {
    /** Leads nowhere. */
    Line NONE =
        new Line() {
          @Override
          public String run() {
            return "";
          }

          @Override
          public boolean stopAsked(Instant now) {
            return false;
          }

          @Override
          public void tell(Beat beat, Instant now) {}
        };

    /** Id of the run. */
    String run();

    /** Whether the watch is to stop. */
    boolean stopAsked(Instant now);

    /** Tells how the watch gets on. Called often; not each call need be passed on. */
    void tell(Beat beat, Instant now);

    @Override
    default void close() {}
  }
}
