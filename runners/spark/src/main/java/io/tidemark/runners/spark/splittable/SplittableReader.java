package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the seeds in turn; the watermark is the least of theirs. */
final class SplittableReader<InputT, OutputT, ElementT>
    extends UnboundedSource.UnboundedReader<ElementT> {
  private final SplittableSource<InputT, OutputT, ElementT> source;
  private final List<SeedReader<ElementT>> seeds;
  private int next;
  private @Nullable SeedReader<ElementT> current;

  SplittableReader(
      SplittableSource<InputT, OutputT, ElementT> source, List<SeedReader<ElementT>> seeds) {
    this.source = source;
    this.seeds = seeds;
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  /** Asks each seed once, starting behind the one that had the last output. Never waits. */
  @Override
  public boolean advance() throws IOException {
    current = null;
    for (int i = 0; i < seeds.size(); i++) {
      SeedReader<ElementT> seed = seeds.get(next);
      next = (next + 1) % seeds.size();
      if (seed.advance()) {
        current = seed;
        return true;
      }
    }
    return false;
  }

  @Override
  public ElementT getCurrent() {
    return current().current().getValue();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return current().current().getTimestamp();
  }

  private SeedReader<ElementT> current() {
    if (current == null) {
      throw new NoSuchElementException("The last advance() has found nothing");
    }
    return current;
  }

  @Override
  public Instant getWatermark() {
    Instant least = BoundedWindow.TIMESTAMP_MAX_VALUE;
    for (SeedReader<ElementT> seed : seeds) {
      Instant watermark = seed.watermark();
      least = watermark.isBefore(least) ? watermark : least;
    }
    return least;
  }

  @Override
  public SplittableMark<ElementT> getCheckpointMark() {
    return new SplittableMark<>(seeds.stream().map(SeedReader::mark).toList());
  }

  @Override
  public SplittableSource<InputT, OutputT, ElementT> getCurrentSource() {
    return source;
  }

  @Override
  public void close() {
    seeds.forEach(SeedReader::close);
  }
}
