package io.tidemark.changes;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * News of the poller about what it found: a claim that counts once all it covers is committed, and
 * the claims before it do. Travels with the data and is kept in the layer.
 */
public sealed interface Notice extends Discovery permits PartitionClosed, WatchStopped, DebtNotice {

  /** Names this notice by its content. */
  String id();

  /**
   * The notice before this one; null for the first of a watch. A notice counts only when the ones
   * before it do, in whatever order they arrive.
   */
  @Nullable Link follows();

  /** Object versions that must be committed before this counts. */
  List<Covered> covers();

  /**
   * A notice as the one after it names it.
   *
   * @param id of the notice
   * @param watermark it told
   */
  record Link(String id, Instant watermark) implements Serializable {}

  /**
   * An object version that must be committed before a notice counts.
   *
   * @param object key relative to the input
   * @param etag of the version
   * @param partitionEnd of its partition
   */
  record Covered(String object, String etag, Instant partitionEnd) implements Serializable {}
}
