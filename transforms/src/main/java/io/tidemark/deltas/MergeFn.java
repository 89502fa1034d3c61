package io.tidemark.deltas;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Merges what a pane holds of one shard. */
final class MergeFn extends DoFn<KV<Integer, Iterable<PostingDelta>>, KV<Integer, PostingDelta>> {
  private static final long serialVersionUID = 1L;
  private static final Counter DELTAS = Metrics.counter("tidemark", "deltas");
  private static final Counter DELTA_BYTES = Metrics.counter("tidemark", "deltaBytes");
  private static final Counter SUPERSEDED = Metrics.counter("tidemark", "documentsSuperseded");

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<PostingDelta>> grouped,
      OutputReceiver<KV<Integer, PostingDelta>> output) {
    List<PostingDelta> deltas = new ArrayList<>();
    long documents = 0;
    for (PostingDelta delta : grouped.getValue()) {
      deltas.add(delta);
      documents += delta.documentCount();
    }
    if (deltas.isEmpty()) {
      return;
    }
    PostingDelta merged = PostingDelta.merge(deltas);
    DELTAS.inc();
    DELTA_BYTES.inc(merged.sizeBytes());
    SUPERSEDED.inc(documents - merged.documentCount());
    output.output(KV.of(grouped.getKey(), merged));
  }
}
