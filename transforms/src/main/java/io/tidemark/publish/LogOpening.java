package io.tidemark.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the log of an index for a run: makes an empty one where there is none, and goes on without
 * a newest snapshot that is damaged.
 *
 * @param uri of the output
 * @param identity the run holds the index to
 * @param writer who is to have written what is appended
 * @param now when
 */
record LogOpening(
    SnapshotLog log, String uri, IndexIdentity identity, Snapshot.Writer writer, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);

  /** The snapshot the run starts from. */
  SnapshotHead run() throws IOException {
    while (true) {
      long newest = log.newestVersion();
      SnapshotHead found = newest == 0 ? empty(1) : wholeOrHealed(newest);
      List<String> differences = found.index().differences(identity);
      if (!differences.isEmpty()) {
        throw new IndexMismatchException(uri, differences);
      }
      if (found.version() <= newest || log.append(found)) {
        return found;
      }
      // Another run wrote that version in this very moment: look again.
    }
  }

  /** The newest snapshot; when it is damaged, the one to append after it. */
  private SnapshotHead wholeOrHealed(long newest) throws IOException {
    try {
      return log.readHead(newest);
    } catch (DamagedFileException damaged) {
      Optional<SnapshotHead> whole =
          WholeSnapshots.headBefore(
              log, newest, older -> LOG.warn("Also damaged: {}", older.getMessage()));
      if (whole.isEmpty() && newest > 1) {
        throw damaged;
      }
      // The first version is an empty index, whatever was in its file.
      SnapshotHead before = whole.orElseGet(() -> empty(0));
      LOG.error(
          "{} Going on from version {} with version {}: what was committed in between is read again.",
          damaged.getMessage(),
          before.version(),
          newest + 1);
      return before.healing(newest + 1, now, writer);
    }
  }

  private SnapshotHead empty(long version) {
    return SnapshotHead.empty(version, now, writer, identity);
  }
}
