package io.tidemark.deltas;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Ships a posting delta as it is, section by section. In flight only: no compatibility promise. */
public final class PostingDeltaCoder extends AtomicCoder<PostingDelta> {
  private static final long serialVersionUID = 1L;
  private static final PostingDeltaCoder INSTANCE = new PostingDeltaCoder();

  public static PostingDeltaCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(PostingDelta value, OutputStream out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PostingDelta decode(InputStream in) {
    throw new UnsupportedOperationException();
  }
}
