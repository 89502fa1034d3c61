package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Commits what a pane of a window brought, as one layer. */
final class CommitLayerFn extends DoFn<KV<Integer, Iterable<ShardPart>>, SnapshotHead> {
  private static final long serialVersionUID = 1L;
  private static final Counter LAYERS = Metrics.counter("tidemark", "layersCommitted");
  private static final Distribution FRESHNESS = Metrics.distribution("tidemark", "freshnessMillis");

  private final PublishDeltas.Settings settings;
  private final KnownHead known;
  private transient @Nullable ObjectStore store;
  private transient @Nullable Committer committer;

  /**
   * For one run.
   *
   * @param known the snapshot it was started from
   */
  CommitLayerFn(PublishDeltas.Settings settings, KnownHead known) {
    this.settings = settings;
    this.known = known;
  }

  @Setup
  public void setup(PipelineOptions options) throws IOException {
    store = ObjectStores.open(settings.output(), options);
    committer =
        new Committer(
                store,
                settings.lateness(),
                options.getRunner().getSimpleName(),
                settings.run(),
                settings.clock())
            .knowing(known);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ShardPart>> pane,
      BoundedWindow window,
      OutputReceiver<SnapshotHead> out)
      throws IOException {
    List<ShardPart> parts = new ArrayList<>();
    pane.getValue().forEach(parts::add);
    if (parts.isEmpty()) {
      return; // Runners fire empty panes; a window without data has nothing to publish.
    }
    if (committer == null) {
      throw new IllegalStateException("Not set up");
    }
    List<Receipt> receipts = parts.stream().flatMap(part -> part.receipts().stream()).toList();
    Commit commit = committer.commit(Layer.of(LayerWindow.of(window, receipts), parts));
    if (commit.first()) {
      LAYERS.inc();
    }
    for (Receipt.Times times : commit.indexed()) {
      Duration age = Duration.between(times.stored(), commit.snapshot().committedAt());
      FRESHNESS.update(Math.max(0, age.toMillis()));
    }
    out.output(commit.snapshot());
  }

  @Teardown
  public void teardown() {
    if (store != null) {
      store.close();
    }
  }
}
