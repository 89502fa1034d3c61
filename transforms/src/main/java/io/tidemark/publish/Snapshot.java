package io.tidemark.publish;

import java.time.Instant;
import java.util.List;

/**
 * One version of the index for its readers: all live layers and the progress. Made of a {@link
 * SnapshotHead} and the files it lists.
 *
 * @param format of the file
 * @param version 1 for the first (an empty index), then one more each
 * @param committedAt the committer's clock; for people
 * @param writer which run committed it
 * @param index what never changes
 * @param layers live layers, in the order they were committed
 * @param progress how far the source is committed
 * @param healed damaged snapshots that the log went on without, oldest first
 */
public record Snapshot(
    int format,
    long version,
    Instant committedAt,
    Writer writer,
    IndexIdentity index,
    List<LayerRef> layers,
    Progress progress,
    List<Healing> healed) {
  public Snapshot {
    layers = List.copyOf(layers);
    healed = List.copyOf(healed);
  }

  /**
   * Who committed.
   *
   * @param runner simple name of the Beam runner
   * @param run id of the run, random
   * @param commit id of this very commit, random: tells our own success from another's
   */
  public record Writer(String runner, String run, String commit) {}

  /**
   * How the log went on when its newest snapshot was damaged: the versions between the two were
   * given up, and what only they held was read again.
   *
   * @param from version it went on from
   * @param version it went on with
   * @param at the clock of the run that did; for people
   * @param run that did
   */
  public record Healing(long from, long version, Instant at, String run) {}
}
