package io.tidemark.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of the index as its file has it: all of it but the names of older layers, which are in
 * files of their own. So its size does not grow with the history, and those who commit read nothing
 * else; readers need all layers and take a {@link Snapshot}. Kept as {@code snapshots/<version, 20
 * digits>.json}, written put-if-absent: the only thing that makes a layer visible.
 *
 * @param format of this file, {@value #FORMAT}
 * @param version 1 for the first (an empty index), then one more each
 * @param committedAt the committer's clock; for people
 * @param writer which run committed it
 * @param index what never changes
 * @param rolls files that list the older live layers, oldest first
 * @param recent the live layers after those, in the order they were committed
 * @param progress how far the source is committed
 * @param healed damaged snapshots that the log went on without, oldest first
 */
@JsonPropertyOrder({
  "format",
  "version",
  "committedAt",
  "writer",
  "index",
  "rolls",
  "layers",
  "progress",
  "healed"
})
public record SnapshotHead(
    int format,
    long version,
    Instant committedAt,
    Snapshot.Writer writer,
    IndexIdentity index,
    List<LayerRoll> rolls,
    @JsonProperty("layers") List<LayerRef> recent,
    Progress progress,
    List<Snapshot.Healing> healed) {
  /** The format written: from 3 on, {@code layers} need not be all. */
  public static final int FORMAT = 3;

  public SnapshotHead {
    rolls = rolls == null ? List.of() : List.copyOf(rolls); // Absent before format 3.
    recent = List.copyOf(recent);
    healed = healed == null ? List.of() : List.copyOf(healed); // Absent before it was kept.
  }

  /** An index without layers. */
  static SnapshotHead empty(long version, Instant now, Snapshot.Writer by, IndexIdentity identity) {
    return new SnapshotHead(
        FORMAT, version, now, by, identity, List.of(), List.of(), Progress.NONE, List.of());
  }

  /** The version after this one. */
  SnapshotHead next(Instant now, Snapshot.Writer by, List<LayerRef> layers, Progress made) {
    return new SnapshotHead(FORMAT, version + 1, now, by, index, rolls, layers, made, healed);
  }

  /** The same content as another version, in place of the damaged ones between the two. */
  SnapshotHead healing(long next, Instant now, Snapshot.Writer by) {
    List<Snapshot.Healing> all = new ArrayList<>(healed);
    all.add(new Snapshot.Healing(version, next, now, by.run()));
    return new SnapshotHead(FORMAT, next, now, by, index, rolls, recent, progress, all);
  }

  /** The same with its oldest recent layers in a file. */
  SnapshotHead rolled(LayerRoll oldest) {
    List<LayerRoll> all = new ArrayList<>(rolls);
    all.add(oldest);
    List<LayerRef> rest = recent.subList(oldest.layers(), recent.size());
    return new SnapshotHead(
        FORMAT, version, committedAt, writer, index, all, rest, progress, healed);
  }

  /** The same for readers, who need all layers. */
  Snapshot with(List<LayerRef> layers) {
    return new Snapshot(format, version, committedAt, writer, index, layers, progress, healed);
  }

  /** Whether a run that began with an older version built on one that was given up since. */
  public boolean gaveUpSince(long older) {
    return healed.stream().anyMatch(healing -> healing.version() > older);
  }
}
