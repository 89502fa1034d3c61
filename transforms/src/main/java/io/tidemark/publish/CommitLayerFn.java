package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Commits what a pane of a window brought, as one layer. */
final class CommitLayerFn extends DoFn<KV<Integer, Iterable<ShardPart>>, Snapshot> {
  private static final long serialVersionUID = 1L;
  private static final Counter LAYERS = Metrics.counter("tidemark", "layersCommitted");

  private final PublishDeltas.Settings settings;
  private transient @Nullable ObjectStore store;
  private transient @Nullable Committer committer;

  CommitLayerFn(PublishDeltas.Settings settings) {
    this.settings = settings;
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
            settings.clock());
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ShardPart>> pane,
      BoundedWindow window,
      OutputReceiver<Snapshot> out)
      throws IOException {
    List<ShardPart> parts = new ArrayList<>();
    pane.getValue().forEach(parts::add);
    if (parts.isEmpty()) {
      return; // Runners fire empty panes; a window without data has nothing to publish.
    }
    if (committer == null) {
      throw new IllegalStateException("Not set up");
    }
    out.output(committer.commit(layer(window, parts)));
    LAYERS.inc();
  }

  @Teardown
  public void teardown() {
    if (store != null) {
      store.close();
    }
  }

  private static Layer layer(BoundedWindow window, List<ShardPart> parts) {
    parts.sort(Comparator.comparingInt(ShardPart::shard));
    List<ShardFile> files = new ArrayList<>();
    List<ShardReceipt> receipts = new ArrayList<>();
    List<RejectFile> rejects = new ArrayList<>();
    TreeSet<String> closings = new TreeSet<>();
    for (ShardPart part : parts) {
      if (part.file() != null) {
        files.add(part.file());
      }
      for (Receipt receipt : part.receipts()) {
        receipts.add(new ShardReceipt(part.shard(), receipt));
      }
      if (part.rejects() != null) {
        rejects.add(part.rejects());
      }
      closings.addAll(part.closings());
    }
    LayerWindow covered =
        LayerWindow.of(window, receipts.stream().map(ShardReceipt::receipt).toList());
    return Layer.of(covered, files, receipts, rejects, List.copyOf(closings));
  }
}
