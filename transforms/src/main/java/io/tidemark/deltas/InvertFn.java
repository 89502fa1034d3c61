package io.tidemark.deltas;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.settings.IndexSettings;
import java.util.Objects;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;

/** Inverts each batch as it arrives. */
final class InvertFn extends DoFn<ChangeBatch, KV<Integer, PostingDelta>> {
  private static final long serialVersionUID = 1L;
  private static final Counter SUPERSEDED = Metrics.counter("tidemark", "documentsSuperseded");
  private static final Counter REJECTED = Metrics.counter("tidemark", "recordsRejected");

  private final IndexSettings settings;
  private final int shards;
  private final SerializableFunction<String, Analyzer> analyzers;
  private transient @Nullable Inverter inverter;

  InvertFn(IndexSettings settings, int shards, SerializableFunction<String, Analyzer> analyzers) {
    this.settings = settings;
    this.shards = shards;
    this.analyzers = analyzers;
  }

  @Setup
  public void setup() {
    inverter = new Inverter(settings, shards, analyzers::apply);
  }

  @ProcessElement
  public void process(
      @Element ChangeBatch batch, OutputReceiver<KV<Integer, PostingDelta>> output) {
    Inverter by = Objects.requireNonNull(inverter, "Beam calls setup first");
    by.invert(batch).forEach((shard, delta) -> output.output(KV.of(shard, delta)));
    SUPERSEDED.inc(by.superseded());
    REJECTED.inc(by.unindexable());
  }

  @Teardown
  public void teardown() {
    if (inverter != null) {
      inverter.close();
      inverter = null;
    }
  }
}
