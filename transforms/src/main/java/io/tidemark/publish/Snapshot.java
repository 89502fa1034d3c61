package io.tidemark.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One version of the index: the list of live layers and the progress. Kept as {@code
 * snapshots/<version, 20 digits>.json}, written put-if-absent: the only thing that makes a layer
 * visible.
 *
 * @param format of this file, {@value #FORMAT}
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
  /** The format written. */
  public static final int FORMAT = 2;

  public Snapshot {
    layers = List.copyOf(layers);
    healed = healed == null ? List.of() : List.copyOf(healed); // Absent before it was kept.
  }

  /** The same content as another version, in place of the damaged ones between the two. */
  Snapshot healing(long next, Instant now, Writer by) {
    List<Healing> all = new ArrayList<>(healed);
    all.add(new Healing(version, next, now, by.run()));
    return new Snapshot(FORMAT, next, now, by, index, layers, progress, all);
  }

  /** Whether a run that began with an older version built on one that was given up since. */
  public boolean gaveUpSince(long older) {
    return healed.stream().anyMatch(healing -> healing.version() > older);
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
