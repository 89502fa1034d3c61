package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the seeds' states one after the other, and tells the reader which mark a read starts
 * from.
 *
 * <p>Spark's runner keeps readers between batches, and hands a mark only to a new one. When it
 * computes a batch again on the same executor, because a task failed or a cached block was evicted,
 * it asks the old reader, which has gone on: what that had read for the lost batch would be lost
 * with it. But the runner decodes the mark at the start of every read, on the thread that reads. So
 * decoding leaves the mark for that thread's next {@link SplittableReader#advance}, and the reader
 * goes there if it is not there already. What a batch reads then follows from its mark alone.
 */
final class SplittableMarkCoder<ElementT> extends CustomCoder<SplittableMark<ElementT>> {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<Map<String, SplittableMark<?>>> DECODED =
      ThreadLocal.withInitial(HashMap::new);

  private final String source;
  private final Coder<List<SeedState<ElementT>>> seeds;

  SplittableMarkCoder(String source, Coder<ElementT> element) {
    this.source = source;
    this.seeds = ListCoder.of(new SeedStateCoder<>(element));
  }

  @Override
  public void encode(SplittableMark<ElementT> mark, OutputStream out) throws IOException {
    seeds.encode(mark.seeds(), out);
  }

  @Override
  public SplittableMark<ElementT> decode(InputStream in) throws IOException {
    SplittableMark<ElementT> mark = new SplittableMark<>(seeds.decode(in));
    DECODED.get().put(source, mark);
    return mark;
  }

  /** The mark of this source that was last decoded on this thread; once, then null. */
  @SuppressWarnings("unchecked")
  @Nullable SplittableMark<ElementT> takeDecoded() {
    return (SplittableMark<ElementT>) DECODED.get().remove(source);
  }
}
