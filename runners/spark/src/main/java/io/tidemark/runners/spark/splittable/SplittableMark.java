package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * How far each seed has come, in the order of the seeds. Taking it, keeping it and dropping it have
 * no effect: Spark asks for one twice a batch and finalises one before its batch is processed.
 */
record SplittableMark<ElementT>(List<SeedState<ElementT>> seeds)
    implements UnboundedSource.CheckpointMark {

  @Override
  public void finalizeCheckpoint() {}

  /** Encodes the seeds' states one after the other. */
  static final class MarkCoder<ElementT> extends CustomCoder<SplittableMark<ElementT>> {
    private static final long serialVersionUID = 1L;

    private final Coder<List<SeedState<ElementT>>> seeds;

    MarkCoder(Coder<ElementT> element) {
      this.seeds = ListCoder.of(new SeedStateCoder<>(element));
    }

    @Override
    public void encode(SplittableMark<ElementT> mark, OutputStream out) throws IOException {
      seeds.encode(mark.seeds(), out);
    }

    @Override
    public SplittableMark<ElementT> decode(InputStream in) throws IOException {
      return new SplittableMark<>(seeds.decode(in));
    }
  }
}
