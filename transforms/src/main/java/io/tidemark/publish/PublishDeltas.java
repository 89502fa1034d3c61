package io.tidemark.publish;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.IndexSettings;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Publishes posting deltas: writes each as a shard file, groups what a window brought, and commits
 * it as one layer to the snapshot log of the output.
 *
 * <p>Input: merged deltas keyed by shard, in fixed windows. A window may come in several panes,
 * some of them empty or partial (runners do that): each becomes a layer of its own, nothing is
 * taken for the whole of a window, and an object counts as committed when all its receipts are in.
 *
 * <p>Output: for every commit the snapshot that made it visible, in the window of the layer. A
 * retry may repeat one.
 *
 * <p>Failures: a store that stays unreachable fails the bundle; the runner's retry writes the same
 * files under the same names and finds a layer that is already committed.
 */
public final class PublishDeltas
    extends PTransform<PCollection<KV<Integer, PostingDelta>>, PCollection<SnapshotHead>> {
  /** Name of the grouping that brings the parts of a layer together; engines may arrange for it. */
  public static final String LAYER_GROUPING = "GroupLayer";

  private static final long serialVersionUID = 1L;

  /** One index, one key: windows are committed one after the other, in their order. */
  private static final int INDEX_KEY = 0;

  private final Settings settings;
  private final KnownHead known;

  private PublishDeltas(Settings settings, KnownHead known) {
    this.settings = settings;
    this.known = known;
  }

  /**
   * Where and as what to publish.
   *
   * @param output URI of the index; {@link SnapshotLog#openOrCreate} was called for it
   * @param index settings of the index
   * @param shards how many shards the index has
   * @param lateness how long behind the watermark objects are remembered one by one
   * @param run id of this run, kept in the snapshots it commits
   * @param clock tells when a snapshot was committed
   */
  public record Settings(
      String output, IndexSettings index, int shards, Duration lateness, String run, Clock clock)
      implements Serializable {}

  /** Publishes to the output the settings name. */
  public static PublishDeltas to(Settings settings) {
    return new PublishDeltas(Objects.requireNonNull(settings), KnownHead.NONE);
  }

  /** The same, which need not read the snapshot its run was started from. */
  public PublishDeltas knowing(KnownHead start) {
    return new PublishDeltas(settings, Objects.requireNonNull(start));
  }

  @Override
  public PCollection<SnapshotHead> expand(PCollection<KV<Integer, PostingDelta>> deltas) {
    return deltas
        .apply("WriteShards", ParDo.of(new WriteShardFn(settings, INDEX_KEY)))
        .setCoder(KvCoder.of(VarIntCoder.of(), JsonCoder.of(ShardPart.class)))
        .apply(LAYER_GROUPING, GroupByKey.create())
        .apply("CommitLayer", ParDo.of(new CommitLayerFn(settings, known)))
        .setCoder(JsonCoder.of(SnapshotHead.class));
  }
}
