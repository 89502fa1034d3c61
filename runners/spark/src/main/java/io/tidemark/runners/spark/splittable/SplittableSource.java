package io.tidemark.runners.spark.splittable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * A splittable DoFn on its seed elements, as a source.
 *
 * <p>One split, whatever the seeds: Spark's runner advances its watermark to the <i>greatest</i> of
 * the splits of a source, and each source of its own would cost every batch another read. The
 * reader takes the seeds in turn and shows the least of their watermarks.
 */
final class SplittableSource<InputT, OutputT, ElementT>
    extends UnboundedSource<ElementT, SplittableMark<ElementT>> {
  private static final long serialVersionUID = 1L;

  private final String id = UUID.randomUUID().toString();
  private final Splittable<InputT, OutputT, ElementT> splittable;
  private final List<byte[]> seeds;

  SplittableSource(
      Splittable<InputT, OutputT, ElementT> splittable, Iterable<? extends InputT> seeds)
      throws CoderException {
    this.splittable = splittable;
    this.seeds = new ArrayList<>();
    for (InputT seed : seeds) {
      this.seeds.add(CoderUtils.encodeToByteArray(splittable.seedCoder(), seed));
    }
  }

  @Override
  public List<SplittableSource<InputT, OutputT, ElementT>> split(
      int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public SplittableReader<InputT, OutputT, ElementT> createReader(
      PipelineOptions options, @Nullable SplittableMark<ElementT> mark) {
    return reader(options, mark, Workers.threads());
  }

  /** The same, with calls made by an executor of the caller. */
  SplittableReader<InputT, OutputT, ElementT> reader(
      PipelineOptions options, @Nullable SplittableMark<ElementT> mark, Executor executor) {
    List<SeedReader<ElementT>> readers = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      SeedState<ElementT> state = mark == null ? SeedState.fresh() : mark.seeds().get(i);
      byte[] seed = seeds.get(i);
      readers.add(
          new SeedReader<>(
              new Workers.Seed(id, i),
              state,
              () -> new LiveFn<>(splittable, options, seed),
              splittable,
              executor));
    }
    return new SplittableReader<>(this, readers);
  }

  @Override
  public SplittableMarkCoder<ElementT> getCheckpointMarkCoder() {
    return new SplittableMarkCoder<>(id, splittable.outputs().coder());
  }

  @Override
  public Coder<ElementT> getOutputCoder() {
    return splittable.outputs().coder();
  }

  @Override
  public String toString() {
    return "SplittableSource(" + splittable.name() + ", " + seeds.size() + " seeds)";
  }
}
