package io.tidemark.publish;

import io.tidemark.publish.Snapshot.Writer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of other runs that commit to the output of a run: workers of one run commit side by side as
 * a matter of course, two runs seldom mean to. Of each other run once in a process, however many
 * pipelines the run has there.
 */
final class OtherWriters {
  private static final Logger LOG = LoggerFactory.getLogger(OtherWriters.class);
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final String uri;
  private final String run;

  /**
   * For one run.
   *
   * @param uri of its output
   */
  OtherWriters(String uri, String run) {
    this.uri = uri;
    this.run = run;
  }

  /** Takes a look at a snapshot that was committed after the run started. */
  void look(SnapshotHead snapshot) {
    Writer writer = snapshot.writer();
    if (!writer.run().equals(run) && TOLD.add(run + " " + writer.run() + " " + uri)) {
      LOG.warn(
          "Run {} on {} also writes to {}: it committed version {} while run {} was under way."
              + " Both may go on and the index stays right, but one of them works in vain: stop"
              + " one, unless it is a repair or a hand-over",
          writer.run(),
          writer.runner(),
          uri,
          snapshot.version(),
          run);
    }
  }
}
