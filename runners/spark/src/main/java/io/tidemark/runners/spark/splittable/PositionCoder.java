package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.jspecify.annotations.Nullable;

/** Restriction, then estimator state, by the coders that the DoFn names. */
final class PositionCoder extends StructuredCoder<Position> {
  private static final long serialVersionUID = 1L;

  private final Coder<Object> restriction;
  private final Coder<@Nullable Object> estimator;

  PositionCoder(Coder<Object> restriction, Coder<@Nullable Object> estimator) {
    this.restriction = restriction;
    this.estimator = estimator;
  }

  @Override
  public void encode(Position position, OutputStream out) throws IOException {
    restriction.encode(position.restriction(), out);
    estimator.encode(position.estimator(), out);
  }

  @Override
  public Position decode(InputStream in) throws IOException {
    Object left = restriction.decode(in);
    return new Position(left, estimator.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(restriction, estimator);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "The restriction's coder", restriction);
    verifyDeterministic(this, "The estimator state's coder", estimator);
  }
}
