package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.DiscoveryCoder;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/**
 * What a {@link PartitionWatch} has to publish, as the start of a bounded pipeline.
 *
 * <p>Input: none.
 *
 * <p>Output: the discoveries it was made of, with the timestamps {@link WatchPartitions} gives
 * them, in the global window; bounded.
 */
public final class PolledPartitions extends PTransform<PBegin, PCollection<Discovery>> {
  private static final long serialVersionUID = 1L;
  private static final Coder<List<Discovery>> CODER = ListCoder.of(DiscoveryCoder.of());

  private final byte[] discoveries;
  private final WatchMetrics.Counts counts;

  PolledPartitions(List<Discovery> discoveries, WatchMetrics.Counts counts) {
    try {
      this.discoveries = CoderUtils.encodeToByteArray(CODER, discoveries);
    } catch (CoderException e) {
      throw new IllegalStateException("Cannot encode discoveries of a poll", e);
    }
    this.counts = counts;
  }

  /** What was polled, in the order of its windows. */
  List<Discovery> discoveries() {
    return decode(discoveries);
  }

  private static List<Discovery> decode(byte[] discoveries) {
    try {
      return CoderUtils.decodeFromByteArray(CODER, discoveries);
    } catch (CoderException e) {
      throw new IllegalStateException("Cannot decode discoveries of a poll", e);
    }
  }

  @Override
  public PCollection<Discovery> expand(PBegin input) {
    return input
        .apply("Seed", Impulse.create())
        .apply("Polled", ParDo.of(new PolledFn(discoveries, counts)))
        .setCoder(DiscoveryCoder.of());
  }

  /** Emits what was polled, and counts it where the runner gathers metrics. */
  private static final class PolledFn extends DoFn<byte[], Discovery> {
    private static final long serialVersionUID = 1L;

    private final byte[] discoveries;
    private final WatchMetrics.Counts counts;

    PolledFn(byte[] discoveries, WatchMetrics.Counts counts) {
      this.discoveries = discoveries;
      this.counts = counts;
    }

    @ProcessElement
    public void process(OutputReceiver<Discovery> output) {
      List<Discovery> polled = decode(discoveries);
      WatchMetrics.count(counts, polled);
      for (Discovery discovery : polled) {
        output.outputWithTimestamp(
            discovery, Instant.ofEpochMilli(discovery.eventTime().toEpochMilli()));
      }
    }
  }
}
