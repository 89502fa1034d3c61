package io.tidemark.publish;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardBytes;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Writes the files of one shard of one window, under names that carry their content. */
final class WriteShardFn extends DoFn<KV<Integer, PostingDelta>, KV<Integer, ShardPart>> {
  private static final long serialVersionUID = 1L;
  private static final Counter SHARD_FILES = Metrics.counter("tidemark", "shardFiles");
  private static final Counter SHARD_BYTES = Metrics.counter("tidemark", "shardBytes");

  private final PublishDeltas.Settings settings;
  private final int key;
  private transient @Nullable ObjectStore store;

  WriteShardFn(PublishDeltas.Settings settings, int key) {
    this.settings = settings;
    this.key = key;
  }

  @Setup
  public void setup(PipelineOptions options) throws IOException {
    store = ObjectStores.open(settings.output(), options);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, PostingDelta> element,
      BoundedWindow window,
      OutputReceiver<KV<Integer, ShardPart>> out)
      throws IOException {
    int shard = element.getKey();
    PostingDelta delta = element.getValue();
    LayerWindow covered = LayerWindow.of(window, delta.receipts());
    out.output(
        KV.of(
            key,
            new ShardPart(
                shard,
                delta.documentCount() == 0 ? null : writeShard(shard, covered, delta),
                delta.receipts(),
                delta.rejects().isEmpty() ? null : writeRejects(shard, covered, delta),
                delta.closings())));
  }

  @Teardown
  public void teardown() {
    if (store != null) {
      store.close();
    }
  }

  private ShardFile writeShard(int shard, LayerWindow covered, PostingDelta delta)
      throws IOException {
    ShardBytes bytes = ShardBytes.of(delta, settings.index());
    String key = name("shards/", shard, covered, bytes.sha256(), ".zip");
    put(key, bytes.bytes());
    return bytes.file(shard, key);
  }

  private RejectFile writeRejects(int shard, LayerWindow covered, PostingDelta delta)
      throws IOException {
    byte[] lines = (String.join("\n", delta.rejects()) + "\n").getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.hex(lines);
    String key = name("rejects/", shard, covered, sha256, ".jsonl");
    put(key, lines);
    return new RejectFile(key, lines.length, sha256, delta.rejects().size());
  }

  private String name(String folder, int shard, LayerWindow covered, String sha256, String suffix) {
    return folder
        + covered.name()
        + "/"
        + shard
        + "-of-"
        + settings.shards()
        + "-"
        + sha256.substring(0, 16)
        + suffix;
  }

  private void put(String key, byte[] body) throws IOException {
    if (store == null) {
      throw new IllegalStateException("Not set up");
    }
    store.put(key, body);
    SHARD_FILES.inc();
    SHARD_BYTES.inc(body.length);
  }
}
