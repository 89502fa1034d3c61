package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the seeds in turn; the watermark is the least of theirs. What it reads follows from the
 * mark that the read starts from, also when it has been used before: see {@link
 * SplittableMarkCoder}.
 */
final class SplittableReader<InputT, OutputT, ElementT>
    extends UnboundedSource.UnboundedReader<ElementT> {
  private final SplittableSource<InputT, OutputT, ElementT> source;
  private final SplittableMarkCoder<ElementT> marks;
  private final List<SeedReader<ElementT>> seeds;
  private SplittableMark<ElementT> lastMark;
  private int next;
  private @Nullable SeedReader<ElementT> current;

  SplittableReader(
      SplittableSource<InputT, OutputT, ElementT> source, List<SeedReader<ElementT>> seeds) {
    this.source = source;
    this.marks = source.getCheckpointMarkCoder();
    this.seeds = seeds;
    this.lastMark = mark();
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  /**
   * Asks each seed once, starting behind the one that had the last output. Never waits.
   *
   * @throws IOException if a DoFn has failed. What was read since the last mark is read again: the
   *     batch it was read for fails
   */
  @Override
  public boolean advance() throws IOException {
    SplittableMark<ElementT> start = marks.takeDecoded();
    if (start != null && !start.sameAs(mark())) {
      moveTo(start);
    }
    try {
      return advanceAny();
    } catch (IOException e) {
      moveTo(lastMark);
      throw e;
    }
  }

  private boolean advanceAny() throws IOException {
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
    lastMark = mark();
    return lastMark;
  }

  private SplittableMark<ElementT> mark() {
    return new SplittableMark<>(seeds.stream().map(SeedReader::mark).toList());
  }

  private void moveTo(SplittableMark<ElementT> mark) {
    lastMark = mark;
    current = null;
    for (int i = 0; i < seeds.size(); i++) {
      seeds.get(i).moveTo(mark.seeds().get(i));
    }
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
