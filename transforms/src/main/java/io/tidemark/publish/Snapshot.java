package io.tidemark.publish;

import java.time.Instant;
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
 */
public record Snapshot(
    int format,
    long version,
    Instant committedAt,
    Writer writer,
    IndexIdentity index,
    List<LayerRef> layers,
    Progress progress) {
  /** The format written. */
  public static final int FORMAT = 1;

  public Snapshot {
    layers = List.copyOf(layers);
  }

  /**
   * Who committed.
   *
   * @param runner simple name of the Beam runner
   * @param run id of the run, random
   * @param commit id of this very commit, random: tells our own success from another's
   */
  public record Writer(String runner, String run, String commit) {}
}
